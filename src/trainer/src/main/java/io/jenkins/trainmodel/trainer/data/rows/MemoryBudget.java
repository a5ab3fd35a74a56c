package io.jenkins.trainmodel.trainer.data.rows;

import io.jenkins.trainmodel.trainer.data.problem.ByteAmount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;

/**
 * The heap that data may take. It is asked before memory is taken, so that a run ends with a sentence that says how much
 * is missing and not with an OutOfMemoryError after an hour.
 */
public final class MemoryBudget {
    private static final double SHARE_OF_HEAP = 0.8;

    private final long limit;
    private long claimed;

    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Most of what the heap can still grow to. */
    public static MemoryBudget ofHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return new MemoryBudget((long) ((runtime.maxMemory() - used) * SHARE_OF_HEAP));
    }

    /** Takes a part of the budget. */
    public void claim(String source, long bytes) {
        expect(source, bytes);
        claimed += bytes;
    }

    /** Gives a part of the budget back. */
    void release(long bytes) {
        claimed -= bytes;
    }

    /** What is left of it. */
    public long room() {
        return limit - claimed;
    }

    /** Checks that so much more will fit, without taking it. */
    public void expect(String source, long bytes) {
        if (bytes > limit - claimed) {
            throw new DataException(source + ": the data needs about " + ByteAmount.of(claimed + bytes)
                    + " of memory, but only " + ByteAmount.of(limit)
                    + " are there for data; give Java more heap (such as -Xmx16g) or use less data");
        }
    }
}
