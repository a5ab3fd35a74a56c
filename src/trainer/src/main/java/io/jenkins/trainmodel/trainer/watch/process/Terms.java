package io.jenkins.trainmodel.trainer.watch.process;

import java.time.Duration;

/**
 * How a program is ended that does not end by itself.
 *
 * @param signalAfter between the file and SIGTERM
 * @param grace between SIGTERM and the end by force
 */
public record Terms(Duration signalAfter, Duration grace) {
    /** The same for whoever is to be gone soon himself: the signal comes at once. */
    public Terms atOnce() {
        return new Terms(Duration.ZERO, grace);
    }
}
