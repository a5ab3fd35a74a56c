package io.jenkins.plugins.trainmodel.steer;

import hudson.Extension;
import hudson.model.Queue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.args4j.Option;

/** {@code train-model-restart JOB BUILD}: what the page of that name does, from a shell. */
@Extension
public final class RestartCommand extends TrainedBuildCommand {
    @Option(name = "--from", metaVar = "NAME", usage = "a checkpoint, or model; the newest checkpoint, else the model")
    public String from = "";

    @Option(name = "--set", metaVar = "KEY=VALUE", usage = "a new value; may be given several times")
    public List<String> set = new ArrayList<>();

    @Option(name = "--epochs", metaVar = "N", usage = "how many more epochs than the earlier run had")
    public String epochs = "";

    @Option(name = "--duration", metaVar = "TIME", usage = "how much more training time, such as 30m")
    public String duration = "";

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
    protected String ask(TrainedBuild trained) throws SteeringRefusal, IOException {
        SteeringWords words =
                new SteeringWords(id, why, "", epochs, duration, SteeringWords.assignments(set)).checked();
        Optional<Queue.Item> item = new RestartDesk(trained.build(), trained.run(run)).restart(from, words);
        return item.map(waiting -> Messages.Restart_begins() + " " + waiting.getUrl())
                .orElseGet(Messages::Restart_known);
    }
}
