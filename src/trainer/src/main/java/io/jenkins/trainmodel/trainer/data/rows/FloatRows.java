package io.jenkins.trainmodel.trainer.data.rows;

import java.nio.FloatBuffer;

/** Rows of float32. */
public final class FloatRows implements FeatureRows {
    private final RowBlocks<float[]> rows;

    public FloatRows(String source, int width, MemoryBudget budget) {
        rows = new RowBlocks<>(source, width, Float.BYTES, float[]::new, budget);
    }

    public void add(float[] row) {
        rows.add(row);
    }

    /** The number in a cell. */
    public float get(int row, int column) {
        return rows.block(row)[rows.offset(row) + column];
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
        target.put(rows.block(row), rows.offset(row), rows.width());
    }
}
