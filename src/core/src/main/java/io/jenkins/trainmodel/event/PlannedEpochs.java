package io.jenkins.trainmodel.event;

import java.util.Optional;

/**
 * How many epochs the rules in force allow at most, as the events of a run tell it. People change rules while a run goes
 * on and when they resume it, so the newest word counts; a plan that the run has gone beyond is none.
 *
 * @param inForce empty where the rules set no such bound
 */
public record PlannedEpochs(Optional<Integer> inForce) {
    public static final PlannedEpochs UNKNOWN = new PlannedEpochs(Optional.empty());

    /** After one more event. */
    public PlannedEpochs after(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started started) {
            return new PlannedEpochs(started.plannedEpochs());
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            return or(resumed.plannedEpochs()).holding(resumed.epoch());
        }
        if (event instanceof TrainingEvent.Epoch epoch) {
            return or(epoch.plannedEpochs()).holding(epoch.epoch());
        }
        return this;
    }

    /** Logs of earlier versions say it once, at the start. */
    private PlannedEpochs or(Optional<Integer> newer) {
        return newer.isPresent() ? new PlannedEpochs(newer) : this;
    }

    private PlannedEpochs holding(int epoch) {
        return new PlannedEpochs(inForce.filter(planned -> planned >= epoch));
    }
}
