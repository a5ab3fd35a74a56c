package io.jenkins.plugins.trainmodel.news;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/** Who holds a run, as its events tell. */
final class HeldBy {
    private HeldBy() {}

    /** Who holds it behind this event: a process that takes the run up, or one that has ended it, waits for nobody. */
    static Optional<String> after(Optional<String> before, TrainingEvent event) {
        if (event instanceof Intervention.Held held) {
            return Optional.of(held.by());
        }
        boolean goesOn = event instanceof Intervention.WentOn
                || event instanceof TrainingEvent.Resumed
                || event instanceof Conclusion.Ending
                || event instanceof Conclusion.Finished
                || event instanceof Conclusion.Failed;
        return goesOn ? Optional.empty() : before;
    }
}
