package io.jenkins.trainmodel.run;

import java.io.Closeable;
import java.io.IOException;

/** A claimed run directory with its lock, which closing gives back. */
public record ClaimedRun(RunClaim claim, RunLock lock) implements Closeable {
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
