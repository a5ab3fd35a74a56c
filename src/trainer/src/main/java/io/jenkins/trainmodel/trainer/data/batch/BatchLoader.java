package io.jenkins.trainmodel.trainer.data.batch;

import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The batches of one epoch, filled ahead on a thread of their own while the caller computes. The last batch may be
 * smaller. Every batch must be closed by its user; its buffers then take another one. Used by one thread.
 */
public final class BatchLoader implements BatchStream {
    private final Samples samples;
    private final BatchBuffers buffers;
    private final SampleOrder order;
    private final BatchPlan plan;
    private final BlockingQueue<Filled> filled;
    private final AtomicInteger inUse = new AtomicInteger();
    private final Thread thread;
    private int next;
    private long waitedNanoseconds;
    /** Written by its own thread alone. */
    private volatile long filledNanoseconds;

    /**
     * Starts to load.
     *
     * @param order sample numbers
     * @param firstBatch the batch to begin with, counted from 0; earlier ones are skipped
     */
    public BatchLoader(Samples samples, BatchBuffers buffers, SampleOrder order, int firstBatch) {
        this(samples, buffers, order, BatchPlan.of(order.size(), buffers.batchSize()), firstBatch);
    }

    /**
     * Starts to load.
     *
     * @param plan how the order is cut into batches, none larger than the buffers
     */
    public BatchLoader(Samples samples, BatchBuffers buffers, SampleOrder order, BatchPlan plan, int firstBatch) {
        if (!buffers.fit(samples) || plan.largest() > buffers.batchSize() || plan.samples() != order.size()) {
            throw new IllegalArgumentException("the buffers were made for samples or batches of another size");
        }
        this.samples = samples;
        this.buffers = buffers;
        this.order = order;
        this.plan = plan;
        if (firstBatch < 0 || firstBatch > plan.batches()) {
            throw new IllegalArgumentException("no batch " + firstBatch + " among " + plan.batches());
        }
        next = firstBatch;
        filled = new ArrayBlockingQueue<>(buffers.capacity() + 1);
        thread = new Thread(() -> fillFrom(firstBatch), "batch-loader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Loads all samples in the order in which they were read, with buffers of its own. */
    public static BatchLoader inSequence(Samples samples, int batchSize) {
        int largest = BatchPlan.of(samples.size(), batchSize).largest();
        return inSequence(samples, new BatchBuffers(samples, largest));
    }

    /** Loads all samples in the order in which they were read. */
    public static BatchLoader inSequence(Samples samples, BatchBuffers buffers) {
        return new BatchLoader(samples, buffers, SampleOrder.inSequence(samples.size()), 0);
    }

    /** Number of batches in the epoch, those skipped included. */
    public int batches() {
        return plan.batches();
    }

    /** Seconds in which {@link #next()} had to wait for a batch. */
    public double waitedSeconds() {
        return waitedNanoseconds / 1e9;
    }

    /** Seconds in which batches were filled, while the caller computed. */
    public double filledSeconds() {
        return filledNanoseconds / 1e9;
    }

    @Override
    public boolean hasNext() {
        return next < plan.batches();
    }

    /**
     * The next batch, waited for if need be.
     *
     * @throws DataException if the data itself is wrong
     * @throws IllegalStateException if a batch could not be filled, the caller was interrupted, or it holds every buffer so
     *     that none can be filled
     */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the epoch has " + plan.batches() + " batches");
        }
        Filled batch = take();
        if (batch.failure().isPresent()) {
            filled.add(batch);
            throw failed(batch.failure().orElseThrow());
        }
        int whole = plan.whole(next);
        next++;
        inUse.incrementAndGet();
        return buffers.lease(batch.slot().orElseThrow(), batch.size(), whole, inUse::decrementAndGet);
    }

    /**
     * An error, such as too little memory, is the caller's as it is, and so is what is wrong with the data; they would be
     * hidden in an exception.
     */
    private IllegalStateException failed(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof DataException problem) {
            throw problem;
        }
        return new IllegalStateException("batch " + next + " could not be read: " + failure, failure);
    }

    private Filled take() {
        Filled ready = filled.poll();
        if (ready != null) {
            return ready;
        }
        if (inUse.get() == buffers.capacity()) {
            throw new IllegalStateException("all " + inUse.get() + " batches are still open; close them after use");
        }
        long start = System.nanoTime();
        try {
            return filled.take();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for data", interruption);
        } finally {
            waitedNanoseconds += System.nanoTime() - start;
        }
    }

    private void fillFrom(int first) {
        try {
            for (int batch = first; batch < plan.batches(); batch++) {
                fill(batch);
            }
        } catch (InterruptedException interruption) {
            // closed: nobody takes another batch
        } catch (Throwable failure) {
            filled.add(Filled.failed(failure));
        }
    }

    private void fill(int batch) throws InterruptedException {
        BatchBuffers.Slot slot = buffers.take();
        int count = plan.size(batch);
        long start = System.nanoTime();
        try {
            slot.fill(samples, numbers(plan.begin(batch), count));
        } catch (Throwable failure) {
            buffers.giveBack(slot);
            throw failure;
        }
        filledNanoseconds = filledNanoseconds + System.nanoTime() - start;
        filled.add(Filled.of(slot, count));
    }

    private int[] numbers(int from, int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, place -> order.at(from + place));
        return numbers;
    }

    /** Ends the thread and frees what was filled in vain; batches in use stay valid until they are closed. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                interrupted = true;
            }
        }
        next = plan.batches();
        filled.forEach(batch -> batch.slot().ifPresent(buffers::giveBack));
        filled.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Filled(Optional<BatchBuffers.Slot> slot, int size, Optional<Throwable> failure) {
        static Filled of(BatchBuffers.Slot slot, int size) {
            return new Filled(Optional.of(slot), size, Optional.empty());
        }

        static Filled failed(Throwable failure) {
            return new Filled(Optional.empty(), 0, Optional.of(failure));
        }
    }
}
