package io.jenkins.trainmodel.trainer.data.batch;

import java.nio.ByteBuffer;

/** Where the memory comes from that batches are filled into. Safe to use by several threads. */
public interface BatchMemory {
    /** Java's buffers outside the heap, each of which takes one batch after the other. */
    BatchMemory OF_JAVA = JavaBlock::of;

    /**
     * Takes so many bytes.
     *
     * @throws io.jenkins.trainmodel.trainer.data.problem.DataException if there is no room
     */
    Block take(int bytes);

    /** The memory of a batch's features, or of its labels. Used by one thread at a time. */
    interface Block {
        /** As large as was asked for, in native order. */
        ByteBuffer bytes();

        /** What another batch is filled into when this one's was closed: the same memory, unless a device may still read it. */
        Block next();
    }
}
