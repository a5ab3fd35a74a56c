package io.jenkins.trainmodel.trainer.collective;

/** GPUs could not add up what they hold, and nothing more can be computed together. One sentence without its full stop. */
public final class DeviceSumException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DeviceSumException(String message) {
        super(message);
    }
}
