package io.jenkins.trainmodel.trainer.network.layer;

/** A network that cannot be built: the message says which layer, what was found and what is needed. */
public final class NetworkException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public NetworkException(String message) {
        super(message);
    }

    public NetworkException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with the name of the layer that holds the failing one put in front. */
    NetworkException inside(String layer) {
        return new NetworkException(layer + (getMessage().startsWith("[") ? "" : ": ") + getMessage(), this);
    }
}
