package io.jenkins.plugins.trainmodel.steer;

import hudson.Extension;
import hudson.cli.CLICommand;
import hudson.model.Job;
import hudson.model.Queue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code train-model-restart JOB BUILD}: what the page of that name does, from a shell. */
@Extension
public final class RestartCommand extends CLICommand {
    @Argument(index = 0, metaVar = "JOB", usage = "the job", required = true)
    public Job<?, ?> job;

    @Argument(index = 1, metaVar = "BUILD", usage = "its number, or a permalink such as lastBuild", required = true)
    public String build;

    @Option(name = "--run", metaVar = "ID", usage = "which run, where the build has several")
    public String run = "";

    @Option(name = "--from", metaVar = "NAME", usage = "a checkpoint, or model; the newest checkpoint, else the model")
    public String from = "";

    @Option(name = "--set", metaVar = "KEY=VALUE", usage = "a new value; may be given several times")
    public List<String> set = new ArrayList<>();

    @Option(name = "--epochs", metaVar = "N", usage = "how many more epochs than the earlier run had")
    public String epochs = "";

    @Option(name = "--duration", metaVar = "TIME", usage = "how much more training time, such as 30m")
    public String duration = "";

    @Option(name = "--why", metaVar = "TEXT", usage = "the reason, which is recorded")
    public String why = "";

    @Option(name = "--id", metaVar = "ID", usage = "a name for this wish: sent again under it, it is done once")
    public String id = "";

    @Override
    public String getName() {
        return "train-model-restart";
    }

    @Override
    public String getShortDescription() {
        return Messages.RestartCommand_description();
    }

    @Override
    protected int run() throws IOException {
        try {
            TrainedBuild trained = TrainedBuild.find(job, build);
            SteeringWords words =
                    new SteeringWords(id, why, "", epochs, duration, SteeringWords.assignments(set)).checked();
            Optional<Queue.Item> item = new RestartDesk(trained.build(), trained.run(run)).restart(from, words);
            stdout.println(item.map(waiting -> Messages.Restart_begins() + " " + waiting.getUrl())
                    .orElseGet(Messages::Restart_known));
            return 0;
        } catch (SteeringRefusal e) {
            throw e.isWrong()
                    ? new IllegalArgumentException(e.getMessage())
                    : new IllegalStateException(e.getMessage());
        }
    }
}
