package io.jenkins.trainmodel.trainer.failure;

/**
 * One of the processes that train together has ended, or hangs, so that nothing more can be trained here. The run can go on from its
 * newest checkpoint. The message says which process, and is one sentence without its full stop.
 */
public final class ReplicaLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ReplicaLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
