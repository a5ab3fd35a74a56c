package io.jenkins.trainmodel.trainer.run.context;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed at the end of a run, the newest first. */
public final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T resource) {
        resources.push(resource);
        return resource;
    }

    /** Closes all, whatever one of them throws; then throws the first of these. */
    @Override
    public void close() throws IOException {
        IOException failures = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception failure) {
                failures = failures == null ? new IOException(failure.getMessage(), failure) : failures;
            }
        }
        if (failures != null) {
            throw failures;
        }
    }
}
