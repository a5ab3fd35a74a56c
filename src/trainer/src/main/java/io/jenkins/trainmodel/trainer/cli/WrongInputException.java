package io.jenkins.trainmodel.trainer.cli;

/** Arguments that cannot be meant; the message says what, where and what to do. */
final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongInputException(String message) {
        super(message);
    }
}
