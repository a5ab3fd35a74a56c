package io.jenkins.trainmodel.trainer.modelpackage;

/** What somebody has named as a model holds none, or one that is damaged; the message says what is wrong. */
public final class NoModelException extends ModelPackageException {
    private static final long serialVersionUID = 1L;

    public NoModelException(String message) {
        super(message);
    }
}
