package io.jenkins.trainmodel.trainer.engine.platform;

import io.jenkins.trainmodel.event.FailedDevice;

/** The device cannot go on with what it was told to compute. Nothing that it still holds is to be relied on. */
public sealed class DeviceException extends EngineException permits DeviceMemoryException {
    private static final long serialVersionUID = 1;

    private final transient FailedDevice failed;

    /** @param cause what the engine said; null where it was not asked */
    public DeviceException(String message, FailedDevice failed, Throwable cause) {
        super(message, cause);
        this.failed = failed;
    }

    /** What has become of the device. */
    public FailedDevice failed() {
        return failed;
    }
}
