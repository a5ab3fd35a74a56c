package io.jenkins.trainmodel.trainer.modelpackage;

import java.io.IOException;

/** A directory is no complete and unchanged model package, or one could not be written; the message says what is wrong. */
public class ModelPackageException extends IOException {
    private static final long serialVersionUID = 1L;

    public ModelPackageException(String message) {
        super(message);
    }

    public ModelPackageException(String message, Throwable cause) {
        super(message, cause);
    }
}
