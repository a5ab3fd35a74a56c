package io.jenkins.trainmodel.trainer.data.csv;

import java.util.Arrays;

/** How far the values of every column spread, and what float32 makes of that. */
final class FloatRange {
    /** The share of the spread that rounding may take. */
    private static final double MOST_LOST = 1e-3;

    private final double[] least;
    private final double[] most;
    private final double[] lost;

    FloatRange(int columns) {
        least = new double[columns];
        most = new double[columns];
        lost = new double[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    void observe(int column, double value) {
        least[column] = Math.min(least[column], value);
        most[column] = Math.max(most[column], value);
        lost[column] = Math.max(lost[column], Math.abs((float) value - value));
    }

    /** Tells whether values that differ are, by rounding, not told apart well enough to learn from. */
    boolean isLost(int column) {
        return lost[column] > MOST_LOST * (most[column] - least[column]) && most[column] > least[column];
    }
}
