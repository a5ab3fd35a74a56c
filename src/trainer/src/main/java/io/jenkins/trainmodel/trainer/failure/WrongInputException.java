package io.jenkins.trainmodel.trainer.failure;

/** Arguments that cannot be meant; the message says what, where and what to do. */
public final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongInputException(String message) {
        super(message);
    }
}
