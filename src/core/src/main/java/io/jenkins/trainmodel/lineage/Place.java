package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/**
 * A place on a curve.
 *
 * @param seconds of training
 */
record Place(int epoch, long step, double seconds) {
    static final Place BEGINNING = new Place(0, 0, 0);

    /** Where a run measured something; empty for other events. */
    static Optional<Place> of(TrainingEvent event) {
        if (event instanceof TrainingEvent.Epoch epoch) {
            return Optional.of(new Place(epoch.epoch(), epoch.step(), epoch.elapsedSeconds()));
        }
        return event instanceof TrainingEvent.Step step
                ? Optional.of(new Place(step.epoch(), step.step(), step.elapsedSeconds()))
                : Optional.empty();
    }
}
