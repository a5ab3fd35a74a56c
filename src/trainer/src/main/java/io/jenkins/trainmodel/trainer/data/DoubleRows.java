package io.jenkins.trainmodel.trainer.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of float64, for features that are standardised: large numbers that lie close together, such as points in time, are
 * one and the same in float32. They grow by blocks.
 */
public final class DoubleRows implements FeatureRows {
    private static final int BLOCK_ELEMENTS = 1 << 17;

    private final String source;
    private final MemoryBudget budget;
    private final int width;
    private final int shift;
    private final List<double[]> blocks = new ArrayList<>();
    private int size;

    public DoubleRows(String source, int width, MemoryBudget budget) {
        this.source = source;
        this.budget = budget;
        this.width = width;
        // a power of two, so that a row's block is found by a shift
        shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, BLOCK_ELEMENTS / width));
    }

    public void add(double[] row) {
        if (size >>> shift == blocks.size()) {
            int elements = Math.multiplyExact(width, 1 << shift);
            budget.claim(source, (long) elements * Double.BYTES);
            blocks.add(new double[elements]);
        }
        System.arraycopy(row, 0, block(size), offset(size), width);
        size++;
    }

    double get(int row, int column) {
        return block(row)[offset(row) + column];
    }

    private double[] block(int row) {
        return blocks.get(row >>> shift);
    }

    private int offset(int row) {
        return (row & ((1 << shift) - 1)) * width;
    }

    /** A cell's new value. */
    @FunctionalInterface
    interface CellFunction {
        double of(int column, double value);
    }

    /** The rows as float32 after a change of every cell. These rows are gone then: there is not memory for both. */
    FloatRows toFloats(CellFunction change) {
        FloatRows floats = new FloatRows(source, width, budget);
        float[] row = new float[width];
        for (int number = 0; number < size; number++) {
            for (int column = 0; column < width; column++) {
                row[column] = (float) change.of(column, get(number, column));
            }
            floats.add(row);
            if ((number + 1 & (1 << shift) - 1) == 0 || number + 1 == size) {
                blocks.set(number >>> shift, new double[0]);
                budget.release((long) (width << shift) * Double.BYTES);
            }
        }
        return floats;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void copy(int row, FloatBuffer target) {
        for (int column = 0; column < width; column++) {
            target.put((float) get(row, column));
        }
    }
}
