package io.jenkins.trainmodel.trainer.engine.platform;

import io.jenkins.trainmodel.event.FailedDevice;
import java.util.Optional;

/** The device has too little memory; with smaller batches it may do. */
public final class DeviceMemoryException extends DeviceException {
    private static final long serialVersionUID = 1;

    /** @param cause what the engine said; null where it was not asked */
    public DeviceMemoryException(String message, Throwable cause) {
        super(message, new FailedDevice(FailedDevice.Kind.OUT_OF_MEMORY, Optional.empty()), cause);
    }
}
