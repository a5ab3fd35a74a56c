package io.jenkins.trainmodel.stop;

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
 */
public record Observation(int epoch, long step, double elapsedSeconds, boolean epochEnd, Map<String, Double> metrics) {

    /** The metric's value, finite or not; empty when it was not measured. */
    public Optional<Double> metric(String path) {
        return Optional.ofNullable(metrics.get(path));
    }
}
