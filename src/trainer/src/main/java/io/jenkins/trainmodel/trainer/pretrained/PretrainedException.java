package io.jenkins.trainmodel.trainer.pretrained;

import java.io.IOException;

/** The model that a specification names is not there, or not the one that the specification means; the message says why. */
public final class PretrainedException extends IOException {
    private static final long serialVersionUID = 1L;

    PretrainedException(String message) {
        super(message);
    }

    PretrainedException(String message, Throwable cause) {
        super(message, cause);
    }
}
