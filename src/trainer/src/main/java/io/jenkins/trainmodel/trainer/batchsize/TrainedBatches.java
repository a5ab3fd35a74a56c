package io.jenkins.trainmodel.trainer.batchsize;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Really trains steps, with a learner that is thrown away. The first has an eighth more samples than it need have: that is the
 * margin, and it warms up.
 */
final class TrainedBatches implements BatchTrial, AutoCloseable {
    private static final int MARGIN = 8;
    private static final int BUFFERS = 2;
    /** What a run fills at the same time: four batches to train with and four to validate with. */
    private static final int BUFFERS_OF_RUN = 8;

    private static final int MOST_STEPS = 30;
    private static final double ENOUGH_SECONDS = 0.7;

    private final TrainingSpec spec;
    private final Samples samples;
    private final Function<TrainingSpec, Learner> learners;
    private final long mostBuffers;
    private final LongSupplier nanoseconds;
    private Optional<Learner> learner = Optional.empty();
    private Optional<DeviceMemoryException> shortage = Optional.empty();

    /**
     * @param mostBuffers bytes that batches may take outside Java's heap
     * @param nanoseconds the time now
     */
    TrainedBatches(
            TrainingSpec spec,
            Samples samples,
            Function<TrainingSpec, Learner> learners,
            long mostBuffers,
            LongSupplier nanoseconds) {
        this.spec = spec;
        this.samples = samples;
        this.learners = learners;
        this.mostBuffers = mostBuffers;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public OptionalDouble samplesPerSecond(int size) {
        try {
            requireRoom(size);
            Learner trained = learner(size);
            trained.beginEpoch();
            train(trained, size + (size + MARGIN - 1) / MARGIN, 1);
            return OptionalDouble.of(size / train(trained, size, MOST_STEPS));
        } catch (DeviceMemoryException full) {
            // What the failed step has left on the device goes with its learner.
            close();
            shortage = Optional.of(full);
            return OptionalDouble.empty();
        }
    }

    private void requireRoom(int size) {
        try {
            BatchBuffers.requireRoom(samples, size, BUFFERS_OF_RUN, mostBuffers);
        } catch (DataException full) {
            throw new DeviceMemoryException(full.getMessage(), full);
        }
    }

    private BatchBuffers buffers(int size) {
        try {
            return new BatchBuffers(samples, size, BUFFERS);
        } catch (DataException full) {
            throw new DeviceMemoryException(full.getMessage(), full);
        }
    }

    private Learner learner(int size) {
        if (learner.isEmpty()) {
            learner = Optional.of(learners.apply(spec.withBatchSize(size)));
        }
        return learner.get();
    }

    /**
     * Returns the seconds of the fastest step of a full batch: whatever else the machine does makes steps slower and never
     * faster, and the last batch of an epoch may be smaller.
     */
    private double train(Learner trained, int size, int most) {
        // Some networks cannot be trained with the single sample that may be left at the end.
        BatchPlan plan = new BatchPlan(samples.size(), size, true);
        BatchBuffers buffers = buffers(plan.largest());
        double fastest = Double.POSITIVE_INFINITY;
        double sum = 0;
        try (BatchLoader batches = new BatchLoader(samples, buffers, samples.order(spec.seed(), 1), plan, 0)) {
            for (int step = 0; step < most && batches.hasNext() && sum < ENOUGH_SECONDS; step++) {
                Batch batch = batches.next();
                boolean full = batch.size() == size;
                double seconds = step(trained, batch);
                fastest = full ? Math.min(fastest, seconds) : fastest;
                sum += seconds;
            }
        }
        return fastest;
    }

    private double step(Learner trained, Batch next) {
        long start = nanoseconds.getAsLong();
        try (Batch batch = next) {
            trained.train(batch, 1, spec.training().optimizer().learningRate(), true, 1);
        }
        trained.read();
        return (nanoseconds.getAsLong() - start) / 1e9;
    }

    /** What the last batches that did not fit have lacked. */
    Optional<DeviceMemoryException> shortage() {
        return shortage;
    }

    @Override
    public void close() {
        learner.ifPresent(Learner::close);
        learner = Optional.empty();
    }
}
