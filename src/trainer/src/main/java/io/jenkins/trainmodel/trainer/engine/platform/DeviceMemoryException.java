package io.jenkins.trainmodel.trainer.engine.platform;

/** The device has too little memory; with smaller batches it may do. */
public final class DeviceMemoryException extends EngineException {
    private static final long serialVersionUID = 1;

    /** @param cause what the engine said; null where it was not asked */
    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
