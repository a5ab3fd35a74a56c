package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.replica.FollowingReplica;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Started by a run that several processes train together, and by nobody else. */
@Command(
        name = "replica",
        hidden = true,
        description = "Trains together with the run that has started it, and ends with it.")
final class ReplicaCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory in which the run has left what is to be done.")
    private Path directory;

    @Option(names = "--rank", required = true, description = "The number of this process among those of the run.")
    private int rank;

    @Option(names = "--leader", required = true, description = "The number of the process that has started it.")
    private long leader;

    @Override
    public Integer call() throws Exception {
        // Ctrl-C reaches all processes of a terminal; when these end is decided by the one that leads.
        Interruption.ofProcess(unheard -> {});
        FollowingReplica.follow(directory, rank, leader);
        return ExitCode.SUCCESS;
    }
}
