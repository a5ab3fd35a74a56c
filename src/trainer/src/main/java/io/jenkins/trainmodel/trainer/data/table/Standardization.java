package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.rows.Cells;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean and population standard deviation of every feature. They are taken from training samples only: statistics of
 * validation samples would leak into the model.
 */
public record Standardization(double[] means, double[] deviations) {
    /** How often the selected rows are read. */
    static final int PASSES = 2;

    /**
     * Measures the selected rows: first the means, then the deviations from them, which keeps large offsets exact. A feature
     * whose values are all equal deviates by 0, whatever rounding makes of its mean.
     */
    public static Standardization of(Cells rows, int[] selection) {
        double[] means = meanOf(rows, selection, (column, value) -> value);
        double[] deviations = meanOf(rows, selection, (column, value) -> square(value - means[column]));
        Arrays.setAll(deviations, column -> Math.sqrt(deviations[column]));
        boolean[] constant = areConstant(rows, selection);
        for (int column = 0; column < means.length; column++) {
            if (constant[column]) {
                means[column] = rows.get(selection[0], column);
                deviations[column] = 0;
            }
        }
        return new Standardization(means, deviations);
    }

    /** Row by row, as they lie, until no column is left that may be one. */
    private static boolean[] areConstant(Cells rows, int[] selection) {
        boolean[] constant = new boolean[rows.width()];
        Arrays.fill(constant, true);
        double[] first = new double[constant.length];
        double[] other = new double[constant.length];
        rows.read(selection[0], first);
        for (int sample = 0, left = constant.length; sample < selection.length && left > 0; sample++) {
            rows.read(selection[sample], other);
            left = 0;
            for (int column = 0; column < constant.length; column++) {
                constant[column] &= other[column] == first[column];
                left += constant[column] ? 1 : 0;
            }
        }
        return constant;
    }

    private static double[] meanOf(Cells rows, int[] selection, DoubleRows.CellFunction cells) {
        double[] means = new double[rows.width()];
        double[] read = new double[means.length];
        for (int row : selection) {
            rows.read(row, read);
            for (int column = 0; column < means.length; column++) {
                means[column] += cells.of(column, read[column]);
            }
        }
        Arrays.setAll(means, column -> means[column] / selection.length);
        return means;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Tells whether the feature had the same value in all samples. */
    public boolean constant(int column) {
        return deviations[column] == 0;
    }

    /** What deviations are divided by. */
    public double divisor(int column) {
        return constant(column) ? 1 : deviations[column];
    }

    /** The rows standardised, in float32 only then; a constant feature becomes 0. The rows given are gone. */
    FloatRows apply(DoubleRows rows) {
        return rows.toFloats((column, value) -> (value - means[column]) / divisor(column));
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
                deviationList,
                scaling.encodings());
    }
}
