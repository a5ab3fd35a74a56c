package io.jenkins.trainmodel.trainer.data.batch;

import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.problem.ByteAmount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * A fixed number of direct buffers for batches, used by one loader after the other. In Java's memory they are made once for a run, so
 * that neither a batch nor an epoch allocates outside the heap.
 */
public final class BatchBuffers {
    private final int batchSize;
    private final int capacity;
    private final int featuresPerSample;
    private final int labelBytes;
    private final BlockingQueue<Slot> free;

    /**
     * Makes room for batches of these samples, for as many at the same time as {@link BatchRoom} gives.
     *
     * @param batchSize samples in a full batch
     * @throws DataException if there is no room outside Java's heap
     */
    public BatchBuffers(Samples samples, int batchSize) {
        this(samples, batchSize, BatchMemory.OF_JAVA);
    }

    /** The same in other memory than Java's. */
    public BatchBuffers(Samples samples, int batchSize, BatchMemory memory) {
        this(samples, batchSize, BatchRoom.here().batches(bytes(samples, batchSize)), memory);
    }

    /**
     * Makes room for batches of these samples.
     *
     * @param batchSize samples in a full batch
     * @param batches how many batches may be filled or in use at the same time, at least 1
     */
    public BatchBuffers(Samples samples, int batchSize, int batches) {
        this(samples, batchSize, batches, BatchMemory.OF_JAVA);
    }

    private BatchBuffers(Samples samples, int batchSize, int batches, BatchMemory memory) {
        if (batchSize < 1 || batches < 1) {
            throw new IllegalArgumentException("batch size " + batchSize + ", batches " + batches + " (at least 1)");
        }
        this.batchSize = batchSize;
        capacity = batches;
        featuresPerSample = samples.featuresPerSample();
        labelBytes = samples.labelBytes();
        free = new ArrayBlockingQueue<>(batches);
        for (int slot = 0; slot < batches; slot++) {
            BatchMemory.Block features = memory.take(inOneBuffer((long) batchSize * featuresPerSample * Float.BYTES));
            free.add(new Slot(features, memory.take(inOneBuffer((long) batchSize * labelBytes))));
        }
    }

    private static int inOneBuffer(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new DataException("one batch needs " + ByteAmount.of(bytes)
                    + ", more than the 2 GiB that a buffer holds; use a smaller batchSize");
        }
        return (int) bytes;
    }

    /**
     * Looks whether so many batches can be held at the same time, and takes no memory yet.
     *
     * @param limit bytes that all direct buffers may take
     * @throws DataException if they cannot
     */
    public static void requireRoom(Samples samples, int batchSize, int batches, long limit) {
        long bytes = bytes(samples, batchSize);
        if (bytes > limit / batches) {
            throw noRoom(bytes);
        }
    }

    private static long bytes(Samples samples, int batchSize) {
        return (long) batchSize * ((long) samples.featuresPerSample() * Float.BYTES + samples.labelBytes());
    }

    static DataException noRoom(long bytes) {
        return new DataException("there is no room outside Java's heap for batches of " + ByteAmount.of(bytes)
                + " each; use a smaller batchSize, or give Java more memory (such as -XX:MaxDirectMemorySize=8g)");
    }

    int batchSize() {
        return batchSize;
    }

    int capacity() {
        return capacity;
    }

    boolean fit(Samples samples) {
        return samples.featuresPerSample() == featuresPerSample && samples.labelBytes() == labelBytes;
    }

    /** Waits for a free slot, whose memory nobody reads any more. */
    Slot take() throws InterruptedException {
        return free.take().renewed();
    }

    void giveBack(Slot slot) {
        free.add(slot);
    }

    /** The batch in a filled slot, or the share of one; closing it, once or more often, frees the slot. */
    Batch lease(Slot slot, int size, int whole, Runnable whenReleased) {
        AtomicBoolean open = new AtomicBoolean(true);
        return new Batch(slot.features().bytes(), slot.labels().bytes(), size, whole, () -> {
            if (open.compareAndSet(true, false)) {
                giveBack(slot);
                whenReleased.run();
            }
        });
    }

    record Slot(BatchMemory.Block features, BatchMemory.Block labels) {
        private Slot renewed() {
            return new Slot(features.next(), labels.next());
        }

        /** Fills both from their beginning and makes them ready to be read. */
        void fill(Samples samples, int[] numbers) {
            fill(samples, numbers, features.bytes().clear(), labels.bytes().clear());
        }

        private static void fill(Samples samples, int[] numbers, ByteBuffer features, ByteBuffer labels) {
            if (samples.isCostly()) {
                fillOnAllCores(samples, numbers, features, labels);
            } else {
                samples.gather(numbers, 0, numbers.length, features, labels);
            }
            features.flip();
            labels.flip();
        }

        /** Every sample has its place, so that it does not matter which thread copies it there, nor when. */
        private static void fillOnAllCores(Samples samples, int[] numbers, ByteBuffer features, ByteBuffer labels) {
            int featureBytes = samples.featuresPerSample() * Float.BYTES;
            int labelBytes = samples.labelBytes();
            IntStream.range(0, numbers.length)
                    .parallel()
                    .forEach(place -> samples.gather(
                            numbers,
                            place,
                            1,
                            part(features, place * featureBytes, featureBytes),
                            part(labels, place * labelBytes, labelBytes)));
            features.position(numbers.length * featureBytes);
            labels.position(numbers.length * labelBytes);
        }

        private static ByteBuffer part(ByteBuffer whole, int from, int length) {
            return whole.slice(from, length).order(whole.order());
        }
    }
}
