package io.jenkins.trainmodel.trainer.library.platform;

/** A library cannot be had. The message is for people: what is missing, where it was looked for, and what to do. */
public final class LibraryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LibraryException(String message) {
        super(message);
    }

    public LibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
