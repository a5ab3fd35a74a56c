package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.metric.Direction;
import java.util.List;
import java.util.Optional;

/**
 * Where the value of a further run is to be expected after those of earlier ones: the two-sided prediction interval for one
 * further observation of a normal variate, mean ± t · deviation · √(1 + 1/runs) with Student's t of {@code runs − 1} degrees of
 * freedom (G. Hahn and W. Meeker, Statistical Intervals, 1991, section 4.7). One run in forty lies below it by chance alone, and
 * one above.
 *
 * @param runs how many values there were
 * @param deviation their sample standard deviation
 * @param low the interval begins here
 * @param high and ends here
 */
public record Spread(int runs, double mean, double deviation, double low, double high) {
    /** With fewer values the interval is so wide that nothing is ever worse. */
    public static final int FEWEST_RUNS = 5;

    /** With which a further run lies in the interval. */
    public static final double CONFIDENCE = 0.95;

    /** The spread of finite values; empty where there are fewer than {@value #FEWEST_RUNS}. */
    public static Optional<Spread> of(List<Double> values) {
        int runs = values.size();
        if (runs < FEWEST_RUNS) {
            return Optional.empty();
        }
        // Around the first value, so that equal values have no spread at all.
        double first = values.get(0);
        double mean = first
                + values.stream().mapToDouble(value -> value - first).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / (runs - 1));
        double half = StudentsT.quantile(CONFIDENCE, runs - 1) * deviation * Math.sqrt(1 + 1.0 / runs);
        return Optional.of(new Spread(runs, mean, deviation, mean - half, mean + half));
    }

    /** Half of the interval's width, in the unit of the values. */
    public double tolerance() {
        return (high - low) / 2;
    }

    /** The end of the interval where values are worse. */
    double worst(Direction mode) {
        return mode == Direction.MAX ? low : high;
    }

    Comparison compare(Direction mode, double value) {
        return Comparison.outside(mode, value, low, high);
    }
}
