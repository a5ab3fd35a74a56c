package io.jenkins.trainmodel.trainer.data;

import java.nio.ByteBuffer;

/** Samples that were read once and can be copied into batches in any order. Safe to read from several threads. */
public interface Samples {
    int size();

    /**
     * Copies samples to the buffers' positions, features as float32 and labels as int64 (classification) or float32
     * (regression), in native order, and advances the positions.
     *
     * @param indices sample numbers
     * @param from first index taken from {@code indices}
     * @param count how many are taken
     */
    void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels);
}
