package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.List;

/**
 * How often a whole run writes what it writes again and again.
 *
 * @param readings of the metrics of steps
 * @param checkpoints that are written, whether or not they stay
 * @param telemetry samples of the machine
 * @param placings of the run against its machine, before the last one
 */
record Occurrences(long epochs, long readings, long checkpoints, long telemetry, long placings) {
    /** The events that come again and again. */
    static final List<Class<? extends TrainingEvent>> RECURRING = List.of(
            TrainingEvent.Epoch.class,
            TrainingEvent.RuleEvaluated.class,
            TrainingEvent.TextWritten.class,
            TrainingEvent.Step.class,
            TrainingEvent.CheckpointSaved.class,
            TrainingEvent.Telemetry.class);

    /** Bytes of the event log and TensorBoard's file. */
    long bytes(RehearsedLog log) {
        double perEpoch = log.bytesOf(TrainingEvent.Epoch.class)
                + log.bytesOf(TrainingEvent.RuleEvaluated.class)
                + log.bytesOf(TrainingEvent.TextWritten.class);
        return Math.round(log.bytesWithout(RECURRING)
                + epochs * perEpoch
                + readings * log.bytesOf(TrainingEvent.Step.class)
                + checkpoints * log.bytesOf(TrainingEvent.CheckpointSaved.class)
                + telemetry * log.bytesOf(TrainingEvent.Telemetry.class)
                + placings * log.bytesOf(BottleneckFound.class));
    }

    /** The same with at most so many of each. */
    Occurrences atMost(long most) {
        return new Occurrences(
                Math.min(epochs, most),
                Math.min(readings, most),
                Math.min(checkpoints, most),
                Math.min(telemetry, most),
                placings);
    }
}
