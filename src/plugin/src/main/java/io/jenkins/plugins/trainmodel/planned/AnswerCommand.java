package io.jenkins.plugins.trainmodel.planned;

import hudson.Extension;
import hudson.cli.CLICommand;
import hudson.model.Job;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.steer.SteeringRefusal;
import io.jenkins.plugins.trainmodel.steer.SteeringWords;
import io.jenkins.plugins.trainmodel.steer.TrainedBuild;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code train-model-answer JOB BUILD ANSWER}: what the form of a planned stop does, from a shell. */
@Extension
public final class AnswerCommand extends CLICommand {
    @Argument(index = 0, metaVar = "JOB", usage = "the job", required = true)
    public Job<?, ?> job;

    @Argument(index = 1, metaVar = "BUILD", usage = "its number, or a permalink such as lastBuild", required = true)
    public String build;

    @Argument(index = 2, metaVar = "ANSWER", usage = "continue, finish or discard", required = true)
    public String answer;

    @Option(name = "--run", metaVar = "ID", usage = "which run, where the build has several")
    public String run = "";

    @Option(name = "--why", metaVar = "TEXT", usage = "the reason, which is recorded")
    public String why = "";

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
    protected int run() throws IOException {
        try {
            TrainedBuild trained = TrainedBuild.find(job, build);
            TrainedRun chosen = trained.run(run);
            SteeringWords words = new SteeringWords("", why, "", "", "", SteeringWords.assignments(set)).checked();
            stdout.println(new AnswerDesk(trained.build(), chosen).answer(answer, words));
            return 0;
        } catch (SteeringRefusal e) {
            throw e.isWrong()
                    ? new IllegalArgumentException(e.getMessage())
                    : new IllegalStateException(e.getMessage());
        }
    }
}
