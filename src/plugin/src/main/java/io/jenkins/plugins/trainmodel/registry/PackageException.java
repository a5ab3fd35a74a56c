package io.jenkins.plugins.trainmodel.registry;

/** A model that cannot be published, whichever server is asked; the message says why, without a full stop. */
final class PackageException extends Exception {
    private static final long serialVersionUID = 1L;

    PackageException(String words) {
        super(words);
    }
}
