package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metrics of a run as series: within epochs, once an epoch, and of the machine. */
final class Recordings {
    private static final int MOST_METRICS = 1000;
    private static final int KINDS = 3;
    /** Counters that only grow make no curve; what they tell is in the cost. */
    private static final Set<String> COUNTED = Set.of(CostMeter.SECONDS, CostMeter.CPU_SECONDS);

    private final Readings steps;
    private final Readings epochs;
    private final Readings telemetry;

    /** At most so many readings of each kind, and so many bytes in all. */
    Recordings(int mostReadings, long mostBytes) {
        steps = new Readings(mostReadings, MOST_METRICS, mostBytes / KINDS);
        epochs = new Readings(mostReadings, MOST_METRICS, mostBytes / KINDS);
        telemetry = new Readings(mostReadings, MOST_METRICS, mostBytes / KINDS);
    }

    void add(TrainingEvent.Step step) {
        steps.add(step.epoch(), step.step(), step.elapsedSeconds(), step.metrics());
    }

    void add(TrainingEvent.Epoch epoch) {
        epochs.add(epoch.epoch(), epoch.step(), epoch.elapsedSeconds(), epoch.metrics());
    }

    void add(TrainingEvent.Telemetry sample, Progress reached) {
        Map<String, Double> drawn = new LinkedHashMap<>(sample.metrics());
        drawn.keySet().removeAll(COUNTED);
        if (!drawn.isEmpty()) {
            telemetry.add(reached.epoch(), reached.step(), sample.elapsedSeconds(), drawn);
        }
    }

    /**
     * The stretch of training time behind the checkpoint is lived again and measured again, so telemetry of it goes in any
     * case.
     */
    void resume(TrainingEvent.Resumed resumed) {
        telemetry.cutAfterTime(resumed.elapsedSeconds());
        if (resumed.supersedes()) {
            steps.cutAfterStep(resumed.step());
            epochs.cutAfterStep(resumed.step());
        }
    }

    List<Series> ofSteps() {
        return steps.series();
    }

    List<Series> ofEpochs() {
        return epochs.series();
    }

    List<Series> ofTelemetry() {
        return telemetry.series();
    }

    /** What they take of the heap. */
    long bytes() {
        return steps.bytes() + epochs.bytes() + telemetry.bytes();
    }
}
