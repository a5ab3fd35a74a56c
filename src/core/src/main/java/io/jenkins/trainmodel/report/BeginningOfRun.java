package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's processes told of themselves when they took it up.
 *
 * @param started by the first of them; empty before
 * @param environment label to value for people, of the newest
 */
record BeginningOfRun(Optional<TrainingEvent.Started> started, Map<String, String> environment) {
    static final BeginningOfRun NONE = new BeginningOfRun(Optional.empty(), Map.of());

    /** Whether an event is told here alone; one that goes on from a checkpoint is worth telling elsewhere as well. */
    static boolean tells(TrainingEvent event) {
        return event instanceof TrainingEvent.Started;
    }

    BeginningOfRun after(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started first) {
            return new BeginningOfRun(started.or(() -> Optional.of(first)), first.environment());
        }
        return event instanceof TrainingEvent.Resumed resumed
                ? new BeginningOfRun(started, resumed.environment())
                : this;
    }
}
