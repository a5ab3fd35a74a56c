package io.jenkins.trainmodel.own;

import java.util.Map;

/**
 * A moment of a run.
 *
 * @param epoch the epoch that has just ended, or in which the step lies, counted from 1
 * @param step optimizer steps completed since the run began
 * @param elapsedSeconds training time over all resumes; it differs from run to run, so what depends on it cannot be repeated
 * @param metrics what was measured, by path such as {@code validation/loss}; a value may be NaN or infinite
 */
public record Moment(int epoch, long step, double elapsedSeconds, Map<String, Double> metrics) {
    public Moment {
        metrics = Map.copyOf(metrics);
    }

    /**
     * The value of a metric.
     *
     * @return NaN where it was not measured
     */
    public double metric(String path) {
        return metrics.getOrDefault(path, Double.NaN);
    }
}
