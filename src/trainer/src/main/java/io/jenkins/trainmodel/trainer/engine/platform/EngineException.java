package io.jenkins.trainmodel.trainer.engine.platform;

/** The engine cannot be had as asked. The message is for people: what is wrong, where, and what to do. */
public sealed class EngineException extends RuntimeException permits DeviceException {
    private static final long serialVersionUID = 1;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
