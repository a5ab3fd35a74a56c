package io.jenkins.trainmodel.trainer.data.batch;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.memory.JavaMemory;

/**
 * How many batches are held at the same time, so that all that a run holds outside Java's heap fits there to its end: a run
 * that lacks it for its first checkpoint, or for measuring what it has packaged, has trained in vain.
 *
 * @param limit bytes that all direct buffers may take
 */
record BatchRoom(long limit) {
    /** Enough that the next one is always ready; more would only wait. */
    private static final int MOST = 4;

    /** Batches to train with, to validate with, and to measure with what is kept, packaged or challenged. */
    private static final int SETS = 3;

    /** What is read and written a little at a time. */
    private static final long OTHERS = 16L << 20;

    /** As this process was started. */
    static BatchRoom here() {
        return new BatchRoom(JavaMemory.mostBuffers());
    }

    /**
     * From one, which is filled while none is in use, to four.
     *
     * @param bytes of a batch
     * @throws DataException if there is no room for one
     */
    int batches(long bytes) {
        long ofSet = (limit - Math.min(OTHERS, limit / 4)) / SETS;
        if (bytes > ofSet) {
            throw BatchBuffers.noRoom(bytes);
        }
        return (int) Math.min(MOST, ofSet / Math.max(1, bytes));
    }
}
