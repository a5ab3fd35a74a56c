package io.jenkins.plugins.trainmodel.planned;

import hudson.Extension;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.steer.SteeringRefusal;
import io.jenkins.plugins.trainmodel.steer.SteeringWords;
import io.jenkins.plugins.trainmodel.steer.TrainedBuild;
import io.jenkins.plugins.trainmodel.steer.TrainedBuildCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code train-model-answer JOB BUILD ANSWER}: what the form of a planned stop does, from a shell. */
@Extension
public final class AnswerCommand extends TrainedBuildCommand {
    @Argument(index = 2, metaVar = "ANSWER", usage = "continue, finish or discard", required = true)
    public String answer;

    @Option(name = "--set", metaVar = "KEY=VALUE", usage = "of continue: a new value; may be given several times")
    public List<String> set = new ArrayList<>();

    @Override
    public String getName() {
        return "train-model-answer";
    }

    @Override
    public String getShortDescription() {
        return Messages.AnswerCommand_description();
    }

    @Override
    protected String ask(TrainedBuild trained) throws SteeringRefusal, IOException {
        TrainedRun chosen = trained.run(run);
        SteeringWords words = new SteeringWords("", why, "", "", "", SteeringWords.assignments(set)).checked();
        return new AnswerDesk(trained.build(), chosen).answer(answer, words);
    }
}
