package io.jenkins.trainmodel.trainer.data.batch;

import java.nio.ByteBuffer;

/**
 * Some samples in host memory, ready for the device. The buffers are direct, in native order, positioned at 0 and limited
 * to the samples; they are valid until {@link #close()}, which gives them back to their loader for another batch.
 *
 * @param features float32, size × sample shape; int32 tokens of a text
 * @param labels int64 class indices (classification) or float32 values (regression), size elements; int64 tokens of a text,
 *     as many as there are features
 * @param size number of samples; 0 where a batch is too small for all that share it
 * @param whole number of samples of the batch, of which these are a share
 */
public record Batch(ByteBuffer features, ByteBuffer labels, int size, int whole, Runnable release)
        implements AutoCloseable {
    /** A batch that nobody shares. */
    public Batch(ByteBuffer features, ByteBuffer labels, int size, Runnable release) {
        this(features, labels, size, size, release);
    }

    @Override
    public void close() {
        release.run();
    }
}
