package io.jenkins.trainmodel.trainer.data.batch;

/**
 * How an epoch's samples are cut into batches.
 *
 * @param samples in an epoch
 * @param batchSize samples in a full batch
 * @param joinsSingle whether a last batch of one sample joins the batch before it
 */
public record BatchPlan(int samples, int batchSize, boolean joinsSingle) {
    public BatchPlan {
        if (samples < 0 || batchSize < 1) {
            throw new IllegalArgumentException("batches of " + batchSize + " (at least 1) of " + samples + " samples");
        }
    }

    /** Full batches, and what is left as a smaller one. */
    public static BatchPlan of(int samples, int batchSize) {
        return new BatchPlan(samples, batchSize, false);
    }

    private boolean joins() {
        return joinsSingle && batchSize > 1 && samples > batchSize && samples % batchSize == 1;
    }

    /** Number of batches. */
    public int batches() {
        int whole = Math.toIntExact(((long) samples + batchSize - 1) / batchSize);
        return joins() ? whole - 1 : whole;
    }

    /** The first sample of a batch, counted from 0. */
    int begin(int batch) {
        return batch * batchSize;
    }

    /** Samples in a batch. */
    public int size(int batch) {
        return batch == batches() - 1 ? samples - begin(batch) : batchSize;
    }

    /** Samples in the largest batch, which is never larger than the epoch; at least 1. */
    public int largest() {
        return joins() ? batchSize + 1 : Math.max(1, Math.min(batchSize, samples));
    }

    /** Tells whether any batch is a single sample. */
    public boolean hasSingle() {
        return batchSize == 1 || samples == 1 || samples % batchSize == 1 && !joins();
    }
}
