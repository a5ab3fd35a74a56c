package io.jenkins.trainmodel.trainer.data.token;

/** A tokenizer has no token for a part of a text. The message quotes that part and says what to do; where it stands, the caller knows. */
public final class UnknownTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownTextException(String message, Throwable cause) {
        super(message, cause);
    }
}
