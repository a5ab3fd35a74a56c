package io.jenkins.plugins.trainmodel.planned;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The address below a build where planned stops of its runs are answered. It shows itself nowhere. */
public final class AnswerAction implements Action {
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
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "train-model-answer";
    }

    /** Adds it to every build that has trained. */
    @Extension
    @Restricted(NoExternalUse.class)
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return AnswerAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run build) {
            TrainingBuildAction runs = ((Run<?, ?>) build).getAction(TrainingBuildAction.class);
            return runs == null ? List.of() : List.of(new AnswerAction(build, runs));
        }
    }
}
