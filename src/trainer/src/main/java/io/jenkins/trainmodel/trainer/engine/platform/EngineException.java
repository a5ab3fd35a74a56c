package io.jenkins.trainmodel.trainer.engine.platform;

/** The engine cannot be had as asked. The message is for people: what is wrong, where, and what to do. */
public final class EngineException extends RuntimeException {
    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
