package io.jenkins.plugins.trainmodel.steer;

import hudson.Extension;
import hudson.cli.CLICommand;
import hudson.model.Job;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code train-model-control JOB BUILD ACTION}: what the buttons of a run's page do, from a shell. */
@Extension
public final class ControlCommand extends CLICommand {
    @Argument(index = 0, metaVar = "JOB", usage = "the job", required = true)
    public Job<?, ?> job;

    @Argument(index = 1, metaVar = "BUILD", usage = "its number, or a permalink such as lastBuild", required = true)
    public String build;

    @Argument(
            index = 2,
            metaVar = "ACTION",
            usage = "stop, checkpoint, hold, go-on, extend, change or kill",
            required = true)
    public String action;

    @Option(name = "--run", metaVar = "ID", usage = "which run, where the build has several")
    public String run = "";

    @Option(name = "--why", metaVar = "TEXT", usage = "the reason, which is recorded")
    public String why = "";

    @Option(name = "--keep", metaVar = "WHAT", usage = "of stop: best (the default), last or nothing")
    public String keep = "";

    @Option(name = "--epochs", metaVar = "N", usage = "of extend: how many more epochs")
    public String epochs = "";

    @Option(name = "--duration", metaVar = "TIME", usage = "of extend: how much more training time, such as 30m")
    public String duration = "";

    @Option(name = "--set", metaVar = "KEY=VALUE", usage = "of change: a new value; may be given several times")
    public List<String> set = new ArrayList<>();

    @Option(name = "--id", metaVar = "ID", usage = "a name for this wish: sent again under it, it is done once")
    public String id = "";

    @Override
    public String getName() {
        return "train-model-control";
    }

    @Override
    public String getShortDescription() {
        return Messages.ControlCommand_description();
    }

    @Override
    protected int run() throws IOException {
        try {
            TrainedBuild trained = TrainedBuild.find(job, build);
            SteeringDesk desk = new SteeringDesk(trained.build(), trained.run(run));
            stdout.println(desk.ask(kind(), words()));
            return 0;
        } catch (SteeringRefusal e) {
            throw e.isWrong()
                    ? new IllegalArgumentException(e.getMessage())
                    : new IllegalStateException(e.getMessage());
        }
    }

    private SteeringKind kind() throws SteeringRefusal {
        return SteeringKind.find(action)
                .orElseThrow(
                        () -> SteeringRefusal.wrong(Messages.ControlCommand_noAction(action, SteeringKind.words())));
    }

    private SteeringWords words() throws SteeringRefusal {
        return new SteeringWords(id, why, keep, epochs, duration, SteeringWords.assignments(set)).checked();
    }
}
