package io.jenkins.plugins.trainmodel.page;

import hudson.model.Action;
import hudson.model.Run;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import jenkins.model.TransientActionFactory;

/** Gives every build that has runs an action more, which is not stored with it. */
@SuppressWarnings("rawtypes")
public abstract class TrainedBuildActionFactory extends TransientActionFactory<Run> {
    private final Class<? extends Action> type;
    private final BiFunction<Run<?, ?>, TrainingBuildAction, Action> action;

    /**
     * A factory of one type of action.
     *
     * @param action the one of this build, which has these runs
     */
    protected TrainedBuildActionFactory(
            Class<? extends Action> type, BiFunction<Run<?, ?>, TrainingBuildAction, Action> action) {
        this.type = type;
        this.action = action;
    }

    @Override
    public final Class<Run> type() {
        return Run.class;
    }

    @Override
    public final Class<? extends Action> actionType() {
        return type;
    }

    @Override
    public final Collection<? extends Action> createFor(Run build) {
        Run<?, ?> known = build;
        return Optional.ofNullable(known.getAction(TrainingBuildAction.class)).stream()
                .map(runs -> action.apply(known, runs))
                .toList();
    }
}
