package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.MetricNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules see at one moment of a run.
 *
 * @param epoch the epoch that has just ended, or in which the step lies, counted from 1
 * @param step optimizer steps completed since the start of the run; negative: unknown, as in a CSV without that column
 * @param elapsedSeconds training time so far, over all resumes, in seconds; NaN: unknown
 * @param epochEnd whether the epoch is complete; per-epoch rules look only then
 * @param metrics metric path to value; a metric that was not measured is absent, a value that is not finite is kept
 * @param clock the time of day; empty: unknown, as in a CSV
 */
public record Observation(
        int epoch,
        long step,
        double elapsedSeconds,
        boolean epochEnd,
        Map<String, Double> metrics,
        Optional<WallClock> clock) {

    /** An observation of which nobody knows the time of day. */
    public Observation(int epoch, long step, double elapsedSeconds, boolean epochEnd, Map<String, Double> metrics) {
        this(epoch, step, elapsedSeconds, epochEnd, metrics, Optional.empty());
    }

    /** The metric's value, finite or not; empty when it was not measured. */
    public Optional<Double> metric(String path) {
        return Optional.ofNullable(metrics.get(path));
    }

    /** Whether the model was just validated, at the end of an epoch or within one. */
    public boolean validated() {
        return epochEnd || metrics.keySet().stream().anyMatch(path -> path.startsWith(MetricNames.VALIDATION));
    }

    /** The same moment with another value of a metric. */
    Observation with(String path, double value) {
        Map<String, Double> changed = new HashMap<>(metrics);
        changed.put(path, value);
        return new Observation(epoch, step, elapsedSeconds, epochEnd, changed, clock);
    }
}
