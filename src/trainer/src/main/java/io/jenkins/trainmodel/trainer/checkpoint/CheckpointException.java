package io.jenkins.trainmodel.trainer.checkpoint;

import java.io.IOException;

/** A checkpoint could not be written or read; the message says which, why, and what to do. */
public final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
