package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import io.jenkins.trainmodel.trainer.data.random.Sampler;
import io.jenkins.trainmodel.trainer.data.rows.DataOnDisk;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Samples that were read once and can be copied into batches in any order. Safe to read from several threads. */
public interface Samples {
    int size();

    /** Features of one sample: the product of the sample's shape; of a text, the tokens of the context. */
    int featuresPerSample();

    /** Bytes of one sample's label: 8 (int64 class index), 4 (float32 value), or 8 for every token of the context. */
    int labelBytes();

    /** Whether a sample takes so long to copy that several threads pay. */
    default boolean isCostly() {
        return false;
    }

    /**
     * The samples as they train in an epoch: varied where the data is augmented. They depend on seed and epoch alone.
     *
     * @param epoch counted from 1
     */
    default Samples inEpoch(long seed, long epoch) {
        return this;
    }

    /**
     * The order in which they train, another one every epoch. It depends on seed, epoch and size alone, so that a resumed run
     * goes on with the sample that comes next.
     *
     * @param epoch counted from 1
     */
    default SampleOrder order(long seed, long epoch) {
        return SampleOrder.of(new Sampler(size(), seed).order(epoch));
    }

    /** Where a sample was read; empty where samples are windows that lie in no one place, as those of a text. */
    default Optional<SamplePlace> place(int sample) {
        return Optional.empty();
    }

    /** What an epoch reads from files; empty where all of it lies in this process's memory. */
    default Optional<DataOnDisk> onDisk() {
        return Optional.empty();
    }

    /**
     * Copies samples to the buffers' positions, features as float32 and labels as int64 (classification) or float32
     * (regression), in the buffers' byte order, and advances the positions. Of a text, features are int32 tokens and labels
     * the int64 tokens that come next.
     *
     * @param indices sample numbers
     * @param from first index taken from {@code indices}
     * @param count how many are taken
     */
    void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels);
}
