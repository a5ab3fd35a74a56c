package io.jenkins.trainmodel.trainer.data.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

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

    /**
     * The same samples in parts that follow each other, valid as long as this.
     *
     * @param most samples of a part, unless the fewest are more
     * @param least the fewest samples of a part
     */
    public List<Batch> parts(int most, int least) {
        int count = (size + most - 1) / most;
        return count < 2
                ? List.of(this)
                : IntStream.range(0, count)
                        .mapToObj(number -> part(new BatchShare(number, count, least)))
                        .filter(part -> part.size() > 0)
                        .toList();
    }

    private Batch part(BatchShare share) {
        int first = share.begin(size);
        int count = share.size(size);
        return new Batch(slice(features, first, count), slice(labels, first, count), count, whole, () -> {});
    }

    private ByteBuffer slice(ByteBuffer samples, int first, int count) {
        int bytes = samples.limit() / size;
        return samples.slice(first * bytes, count * bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        release.run();
    }
}
