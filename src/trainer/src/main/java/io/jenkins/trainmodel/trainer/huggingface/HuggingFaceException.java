package io.jenkins.trainmodel.trainer.huggingface;

import java.io.IOException;

/** A directory does not hold a model that can be read; the message says what is there, and what could be read. */
public final class HuggingFaceException extends IOException {
    private static final long serialVersionUID = 1L;

    HuggingFaceException(String message) {
        super(message);
    }

    HuggingFaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
