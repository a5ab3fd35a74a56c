package io.jenkins.trainmodel.trainer.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean and population standard deviation of every feature. They are taken from training samples only: statistics of
 * validation samples would leak into the model.
 */
record Standardization(double[] means, double[] deviations) {

    /** Measures the selected rows: first the means, then the deviations from them, which keeps large offsets exact. */
    static Standardization of(FloatRows rows, int[] selection) {
        double[] means = meanOf(rows, selection, (row, column) -> rows.get(row, column));
        double[] variances = meanOf(rows, selection, (row, column) -> square(rows.get(row, column) - means[column]));
        Arrays.setAll(variances, column -> Math.sqrt(variances[column]));
        return new Standardization(means, variances);
    }

    /** Divides at the end: a sum of equal float32 values is exact in double, so a constant feature deviates by 0. */
    private static double[] meanOf(FloatRows rows, int[] selection, CellFunction cells) {
        double[] means = new double[rows.width()];
        for (int row : selection) {
            for (int column = 0; column < means.length; column++) {
                means[column] += cells.of(row, column);
            }
        }
        Arrays.setAll(means, column -> means[column] / selection.length);
        return means;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Tells whether the feature had the same value in all samples. */
    boolean constant(int column) {
        return deviations[column] == 0;
    }

    private double divisor(int column) {
        return constant(column) ? 1 : deviations[column];
    }

    /** Changes the rows in place; a constant feature becomes 0. */
    void apply(FloatRows rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < means.length; column++) {
                double value = (rows.get(row, column) - means[column]) / divisor(column);
                rows.set(row, column, (float) value);
            }
        }
    }

    Preprocessing after(Preprocessing scaling) {
        List<Double> meanList = Arrays.stream(means).boxed().toList();
        List<Double> deviationList =
                IntStream.range(0, deviations.length).mapToObj(this::divisor).toList();
        return new Preprocessing(
                scaling.description() + ", then standardized feature by feature with the training samples' statistics",
                scaling.columns(),
                scaling.scale(),
                meanList,
                deviationList);
    }

    @FunctionalInterface
    private interface CellFunction {
        double of(int row, int column);
    }
}
