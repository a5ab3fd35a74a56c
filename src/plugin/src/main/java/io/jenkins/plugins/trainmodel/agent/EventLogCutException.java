package io.jenkins.plugins.trainmodel.agent;

import java.io.IOException;

/** A file on the agent is shorter than what was read of it before: it was replaced or cut. */
public final class EventLogCutException extends IOException {
    private static final long serialVersionUID = 1L;

    EventLogCutException(String message) {
        super(message);
    }
}
