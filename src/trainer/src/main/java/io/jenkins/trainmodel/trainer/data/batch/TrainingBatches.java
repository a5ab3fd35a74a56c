package io.jenkins.trainmodel.trainer.data.batch;

import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;

/** The batches that train in every epoch, filled ahead into buffers that all epochs share. */
public final class TrainingBatches {
    private final Samples samples;
    private final BatchPlan plan;
    private final BatchBuffers buffers;

    /** @param plan how an epoch is cut, and what of every batch is taken */
    public TrainingBatches(Samples samples, BatchPlan plan) {
        this(samples, plan, BatchMemory.OF_JAVA);
    }

    /** The same in other memory than Java's. */
    public TrainingBatches(Samples samples, BatchPlan plan, BatchMemory memory) {
        this.samples = samples;
        this.plan = plan;
        buffers = new BatchBuffers(samples, plan.largest(), memory);
    }

    /** How many train in an epoch. */
    public int perEpoch() {
        return plan.batches();
    }

    /**
     * Those of an epoch that are still to be trained.
     *
     * @param epoch counted from 1
     * @param trained how many of the epoch were trained already
     */
    public BatchLoader of(long seed, int epoch, int trained) {
        SampleOrder order = samples.order(seed, epoch);
        return new BatchLoader(samples.inEpoch(seed, epoch), buffers, order, plan, trained);
    }
}
