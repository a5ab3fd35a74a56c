package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.spec.WatchedSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which program to watch, and where.
 *
 * @param command the program and its arguments, started in the working directory of this process
 * @param out the run directory
 * @param resume go on with the run that the directory holds; where it holds none, a run begins
 * @param owner on whose behalf, as {@link io.jenkins.trainmodel.run.RunClaim} knows it; empty for a person
 * @param trainerVersion for the run's environment
 * @param origin when the work began that the run belongs to; deadlines count from it
 * @param console gets what the program prints, line by line
 */
public record WatchRequest(
        WatchedSpec spec,
        List<String> command,
        Path out,
        boolean resume,
        String owner,
        String trainerVersion,
        Instant origin,
        Consumer<String> console) {
    public WatchRequest {
        command = List.copyOf(command);
    }

    /** The command as people write it. */
    String commandLine() {
        return String.join(" ", command);
    }
}
