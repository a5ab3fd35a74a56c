package io.jenkins.plugins.trainmodel.steer;

import hudson.Extension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code train-model-control JOB BUILD ACTION}: what the buttons of a run's page do, from a shell. */
@Extension
public final class ControlCommand extends TrainedBuildCommand {
    @Argument(
            index = 2,
            metaVar = "ACTION",
            usage = "stop, checkpoint, hold, go-on, extend, change or kill",
            required = true)
    public String action;

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
    protected String ask(TrainedBuild trained) throws SteeringRefusal, IOException {
        SteeringDesk desk = new SteeringDesk(trained.build(), trained.run(run));
        return desk.ask(kind(), words());
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
