package io.jenkins.trainmodel.trainer.data.rows;

import java.nio.FloatBuffer;

/**
 * Rows of float64, for features that are standardised: large numbers that lie close together, such as points in time, are
 * one and the same in float32.
 */
public final class DoubleRows implements RawRows {
    private final String source;
    private final MemoryBudget budget;
    private final RowBlocks<double[]> rows;

    public DoubleRows(String source, int width, MemoryBudget budget) {
        this.source = source;
        this.budget = budget;
        rows = new RowBlocks<>(source, width, Double.BYTES, double[]::new, budget);
    }

    public void add(double[] row) {
        rows.add(row);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public double get(int row, int column) {
        return rows.block(row)[rows.offset(row) + column];
    }

    /** A cell's new value. */
    @FunctionalInterface
    public interface CellFunction {
        double of(int column, double value);
    }

    /** The rows as float32 after a change of every cell. These rows are gone then: there is not memory for both. */
    public FloatRows toFloats(CellFunction change) {
        FloatRows floats = new FloatRows(source, width(), budget);
        float[] changed = new float[width()];
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < changed.length; column++) {
                changed[column] = (float) change.of(column, get(row, column));
            }
            floats.add(changed);
            rows.used(row);
        }
        return floats;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public void copy(int row, FloatBuffer target) {
        for (int column = 0; column < width(); column++) {
            target.put((float) get(row, column));
        }
    }
}
