package io.jenkins.plugins.trainmodel.notice;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.util.List;
import java.util.Optional;

/** Which run of a build is meant where nobody says so, or by a name. */
final class EndedRun {
    private EndedRun() {}

    /** The runs of the build that have ended, in the order of their start. */
    static List<RunStatus> all(Run<?, ?> build) {
        TrainingBuildAction action = build.getAction(TrainingBuildAction.class);
        return action == null
                ? List.of()
                : action.getRuns().stream()
                        .filter(run -> !run.getState().equals(TrainedRun.RUNNING))
                        .map(action::status)
                        .toList();
    }

    /** The one that began last of those that have ended. */
    static Optional<RunStatus> last(Run<?, ?> build) {
        List<RunStatus> ended = all(build);
        return ended.isEmpty() ? Optional.empty() : Optional.of(ended.get(ended.size() - 1));
    }

    /**
     * The last one of this name.
     *
     * @param run a run's name, or its id in the build, which stands in addresses; empty for the last run of all
     */
    static Optional<RunStatus> named(Run<?, ?> build, String run) {
        return all(build).stream()
                .filter(status -> run.isEmpty()
                        || status.getName().equals(run)
                        || status.getId().equals(run))
                .reduce((earlier, later) -> later);
    }
}
