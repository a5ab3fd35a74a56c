package io.jenkins.trainmodel.trainer.data.rows;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Where rows of numbers lie. They grow by blocks, so that nothing is copied while reading and no array exceeds Java's limit.
 *
 * @param <A> the array of primitive numbers that a block is
 */
final class RowBlocks<A> {
    static final int BLOCK_BYTES = 1 << 20;

    private final String source;
    private final MemoryBudget budget;
    private final IntFunction<A> ofElements;
    private final int width;
    private final int elementBytes;
    private final int shift;
    private final List<A> blocks = new ArrayList<>();
    private int size;

    /**
     * No rows yet.
     *
     * @param source the file or folder, for messages
     * @param width numbers in a row
     * @param elementBytes bytes of a number
     * @param ofElements a new array of so many numbers
     */
    RowBlocks(String source, int width, int elementBytes, IntFunction<A> ofElements, MemoryBudget budget) {
        this.source = source;
        this.width = width;
        this.elementBytes = elementBytes;
        this.ofElements = ofElements;
        this.budget = budget;
        // a power of two, so that a row's block is found by a shift
        shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, BLOCK_BYTES / elementBytes / width));
    }

    /**
     * Copies a row to the end.
     *
     * @throws DataException if there is no room for it
     */
    void add(A row) {
        if (size == Integer.MAX_VALUE) {
            throw new DataException(source + ": more than " + Integer.MAX_VALUE + " samples");
        }
        if (size >>> shift == blocks.size()) {
            int elements = Math.multiplyExact(width, 1 << shift);
            budget.claim(source, (long) elements * elementBytes);
            blocks.add(ofElements.apply(elements));
        }
        System.arraycopy(row, 0, block(size), offset(size), width);
        size++;
    }

    int size() {
        return size;
    }

    int width() {
        return width;
    }

    /** The array that holds a row, from {@link #offset} on. */
    A block(int row) {
        return blocks.get(row >>> shift);
    }

    /** Where a row begins in its {@link #block}. */
    int offset(int row) {
        return (row & ((1 << shift) - 1)) * width;
    }

    /** Gives the memory of a block back once its last row was used; its rows are gone then. */
    void used(int row) {
        if ((row + 1 & (1 << shift) - 1) == 0 || row + 1 == size) {
            blocks.set(row >>> shift, ofElements.apply(0));
            budget.release((long) (width << shift) * elementBytes);
        }
    }
}
