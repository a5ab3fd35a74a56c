package io.jenkins.plugins.trainmodel.planned;

import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedBuildActionFactory;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The address below a build where planned stops of its runs are answered. It shows itself nowhere. */
public final class AnswerAction extends InvisibleAction {
    private final Run<?, ?> build;
    private final TrainingBuildAction runs;

    AnswerAction(Run<?, ?> build, TrainingBuildAction runs) {
        this.build = build;
        this.runs = runs;
    }

    /** The door of the run with this id; null where there is no such run, as Stapler has it. */
    public AnswerDoor getDynamic(String id) {
        return runs.find(id).map(run -> new AnswerDoor(build, run)).orElse(null);
    }

    @Override
    public String getUrlName() {
        return "train-model-answer";
    }

    /** Adds it to every build that has trained. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Factory extends TrainedBuildActionFactory {
        public Factory() {
            super(AnswerAction.class, AnswerAction::new);
        }
    }
}
