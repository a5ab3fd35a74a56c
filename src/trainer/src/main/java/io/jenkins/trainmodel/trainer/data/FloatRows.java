package io.jenkins.trainmodel.trainer.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Rows of float32. They grow by blocks, so that nothing is copied while reading and no array exceeds Java's limit. */
public final class FloatRows implements FeatureRows {
    private static final int BLOCK_ELEMENTS = 1 << 18;

    private final String source;
    private final MemoryBudget budget;
    private final int width;
    private final int shift;
    private final List<float[]> blocks = new ArrayList<>();
    private int size;

    public FloatRows(String source, int width, MemoryBudget budget) {
        this.source = source;
        this.width = width;
        this.budget = budget;
        // a power of two, so that a row's block is found by a shift
        shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, BLOCK_ELEMENTS / width));
    }

    public void add(float[] row) {
        if (size == Integer.MAX_VALUE) {
            throw new DataException(source + ": more than " + Integer.MAX_VALUE + " samples");
        }
        if (size >>> shift == blocks.size()) {
            int elements = Math.multiplyExact(width, 1 << shift);
            budget.claim(source, (long) elements * Float.BYTES);
            blocks.add(new float[elements]);
        }
        System.arraycopy(row, 0, block(size), offset(size), width);
        size++;
    }

    private float[] block(int row) {
        return blocks.get(row >>> shift);
    }

    private int offset(int row) {
        return (row & ((1 << shift) - 1)) * width;
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
        target.put(block(row), offset(row), width);
    }
}
