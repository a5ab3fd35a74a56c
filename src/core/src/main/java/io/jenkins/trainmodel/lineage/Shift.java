package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import java.util.Optional;

/**
 * How far a run's own count lies behind that of a curve that began with its ancestors.
 *
 * @param seconds of training
 */
record Shift(int epochs, long steps, double seconds) {
    static final Shift NONE = new Shift(0, 0, 0);

    /**
     * The shift of a run that begins where its parent was left. A run that counts on from there, as one that begins at a
     * checkpoint does, lies where its parent lay; one that counts from 1 lies behind it.
     *
     * @param left where the parent was left, in the parent's count
     * @param first what the run measured first, in its own
     */
    Shift behind(Place left, Place first) {
        boolean countsOn = first.epoch() > left.epoch();
        boolean timesOn = countsOn && first.seconds() >= left.seconds();
        return new Shift(
                epochs + (countsOn ? 0 : left.epoch()),
                steps + (countsOn ? 0 : left.step()),
                seconds + (timesOn ? 0 : left.seconds()));
    }

    /** Where that is on the whole curve. */
    Place of(Place own) {
        return new Place(own.epoch() + epochs, own.step() + steps, own.seconds() + seconds);
    }

    /** What was measured, in the count of the whole curve; an event of another kind stays as it is. */
    TrainingEvent of(TrainingEvent event) {
        if (event instanceof TrainingEvent.Epoch epoch) {
            return of(epoch);
        }
        if (event instanceof TrainingEvent.Step step) {
            return new TrainingEvent.Step(
                    step.epoch() + epochs,
                    step.step() + steps,
                    step.elapsedSeconds() + seconds,
                    step.metrics(),
                    step.measuredAt().map(measured -> measured + steps));
        }
        return event instanceof TrainingEvent.Telemetry sample
                ? new TrainingEvent.Telemetry(sample.elapsedSeconds() + seconds, sample.metrics())
                : event;
    }

    private TrainingEvent of(TrainingEvent.Epoch epoch) {
        Optional<Best> best =
                epoch.best().map(value -> new Best(value.metric(), value.epoch() + epochs, value.value()));
        return new TrainingEvent.Epoch(
                epoch.epoch() + epochs,
                epoch.step() + steps,
                epoch.elapsedSeconds() + seconds,
                epoch.metrics(),
                epoch.phases(),
                Optional.empty(),
                best);
    }
}
