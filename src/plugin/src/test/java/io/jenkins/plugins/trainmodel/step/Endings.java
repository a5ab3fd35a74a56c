package io.jenkins.plugins.trainmodel.step;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.util.List;

/** What a build says of the ends of its runs. */
final class Endings {
    private Endings() {}

    /** Outcome and reason of every run, such as {@code failure: Lost agent gpu}. */
    static List<String> of(Run<?, ?> build) {
        return build.getAction(TrainingBuildAction.class).getStatuses().stream()
                .map(run -> run.getState() + ": " + run.getReason())
                .toList();
    }
}
