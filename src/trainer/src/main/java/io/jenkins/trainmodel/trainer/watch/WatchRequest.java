package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.trainer.watch.process.Program;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Which program to watch, and where.
 *
 * @param program what trains, started in the working directory of this process
 * @param out the run directory
 * @param resume go on with the run that the directory holds; where it holds none, a run begins
 * @param owner on whose behalf, as {@link io.jenkins.trainmodel.run.RunClaim} knows it; empty for a person
 * @param trainerVersion for the run's environment
 * @param origin when the work began that the run belongs to; deadlines count from it
 * @param console gets what the program prints, line by line
 */
public record WatchRequest(
        WatchedSpec spec,
        Program program,
        Path out,
        boolean resume,
        String owner,
        String trainerVersion,
        Instant origin,
        Consumer<String> console) {}
