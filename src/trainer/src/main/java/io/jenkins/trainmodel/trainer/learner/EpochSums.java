package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.learner.objective.Sum;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Turns sums that were read from the device into means. Within an epoch the device only adds; what happened since the
 * reading before is the difference.
 */
final class EpochSums {
    private final Objective objective;
    private final int metricSums;
    /** The sums at the last reading. Lifetime: the epoch; saved in checkpoints. */
    private double[] last;
    /** The number of the last optimizer step. Lifetime: the run; saved in checkpoints. */
    private long step;

    EpochSums(Objective objective) {
        this.objective = objective;
        metricSums = objective.sums().stream().mapToInt(Sum::size).sum();
        last = new double[length()];
    }

    /** The sums of the metrics, then those of gradient norm, updates, and updates that were skipped. */
    int length() {
        return metricSums + 3;
    }

    void beginEpoch() {
        double skipped = last[length() - 1];
        last = new double[length()];
        last[length() - 1] = skipped;
    }

    void completeStep(long number) {
        step = number;
    }

    Reading read(double[] sums) {
        double[] recent = new double[sums.length];
        Arrays.setAll(recent, i -> sums[i] - last[i]);
        last = sums;
        return new Reading(training(sums), training(recent), nonFiniteStep(sums[metricSums + 2]));
    }

    /** All steps from the first one on that was not finite are skipped, so their count tells which it was. */
    private OptionalLong nonFiniteStep(double skipped) {
        return skipped > 0 ? OptionalLong.of(step - (long) skipped + 1) : OptionalLong.empty();
    }

    private Map<String, Double> training(double[] sums) {
        Map<String, Double> metrics = new LinkedHashMap<>(metrics(Arrays.copyOf(sums, metricSums)));
        if (sums[metricSums + 1] > 0) {
            metrics.put(Reading.GRADIENT_NORM, sums[metricSums] / sums[metricSums + 1]);
        }
        return metrics;
    }

    /** Metrics of the objective's sums; none without samples. */
    Map<String, Double> metrics(double[] sums) {
        Map<String, double[]> byName = new LinkedHashMap<>();
        int from = 0;
        for (Sum sum : objective.sums()) {
            byName.put(sum.name(), Arrays.copyOfRange(sums, from, from + sum.size()));
            from += sum.size();
        }
        return byName.get(Objective.SAMPLES)[0] > 0 ? objective.metrics(byName) : Map.of();
    }

    /** The sums at the last reading, then the number of the last step. */
    double[] saved() {
        double[] saved = Arrays.copyOf(last, last.length + 1);
        saved[last.length] = step;
        return saved;
    }

    /** Saved sums of perhaps other metrics, with the epoch forgotten: what is left are skipped updates and the step. */
    double[] restarted(double[] other) {
        if (other.length < 2) {
            throw new IllegalArgumentException("the checkpoint's last reading has " + other.length + " sums, too few");
        }
        double[] restarted = new double[length() + 1];
        System.arraycopy(other, other.length - 2, restarted, restarted.length - 2, 2);
        return restarted;
    }

    void restore(double[] saved) {
        last = Arrays.copyOf(saved, length());
        step = (long) saved[saved.length - 1];
    }
}
