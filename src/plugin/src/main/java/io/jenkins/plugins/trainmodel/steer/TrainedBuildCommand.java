package io.jenkins.plugins.trainmodel.steer;

import hudson.cli.CLICommand;
import hudson.model.Job;
import java.io.IOException;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** A command of Jenkins' command line that asks something of a run of a build: {@code NAME JOB BUILD …}. */
public abstract class TrainedBuildCommand extends CLICommand {
    @Argument(index = 0, metaVar = "JOB", usage = "the job", required = true)
    public Job<?, ?> job;

    @Argument(index = 1, metaVar = "BUILD", usage = "its number, or a permalink such as lastBuild", required = true)
    public String build;

    @Option(name = "--run", metaVar = "ID", usage = "which run, where the build has several")
    public String run = "";

    @Option(name = "--why", metaVar = "TEXT", usage = "the reason, which is recorded")
    public String why = "";

    /** Jenkins ends a command with 3 for what is wrong in itself, and with 4 for what makes no sense now. */
    @Override
    protected final int run() throws IOException {
        try {
            stdout.println(ask(TrainedBuild.find(job, build)));
            return 0;
        } catch (SteeringRefusal e) {
            throw e.isWrong()
                    ? new IllegalArgumentException(e.getMessage())
                    : new IllegalStateException(e.getMessage());
        }
    }

    /**
     * Asks with the permissions of who has sent the command.
     *
     * @return what follows, in words
     */
    protected abstract String ask(TrainedBuild trained) throws SteeringRefusal, IOException;
}
