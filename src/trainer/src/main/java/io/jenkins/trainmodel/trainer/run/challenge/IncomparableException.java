package io.jenkins.trainmodel.trainer.run.challenge;

/** Two models cannot be measured on the same samples; the message says why, as the end of a sentence. */
final class IncomparableException extends Exception {
    private static final long serialVersionUID = 1L;

    IncomparableException(String message) {
        super(message);
    }
}
