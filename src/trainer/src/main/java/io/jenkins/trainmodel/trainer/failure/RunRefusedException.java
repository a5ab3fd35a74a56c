package io.jenkins.trainmodel.trainer.failure;

/** Nothing was started: the request and what lies in the run directory do not fit. The message says what to do. */
public final class RunRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RunRefusedException(String message) {
        super(message);
    }
}
