package io.jenkins.trainmodel.trainer.data.batch;

/**
 * How an epoch's samples are cut into batches.
 *
 * @param samples in an epoch
 * @param batchSize samples in a full batch
 * @param joinsSingle whether a last batch of one sample joins the batch before it
 * @param share what of every batch is taken here
 */
public record BatchPlan(int samples, int batchSize, boolean joinsSingle, BatchShare share) {
    public BatchPlan {
        if (samples < 0 || batchSize < 1) {
            throw new IllegalArgumentException("batches of " + batchSize + " (at least 1) of " + samples + " samples");
        }
    }

    /** Where every batch is taken whole. */
    public BatchPlan(int samples, int batchSize, boolean joinsSingle) {
        this(samples, batchSize, joinsSingle, BatchShare.WHOLE);
    }

    /** The same where replicas share every batch: what one of them takes. None takes a sample alone that is to join others. */
    public BatchPlan sharedBy(int replicas, int rank) {
        return new BatchPlan(samples, batchSize, joinsSingle, new BatchShare(rank, replicas, joinsSingle ? 2 : 1));
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

    /** The first sample that is taken of a batch, counted from 0. */
    int begin(int batch) {
        return batch * batchSize + share.begin(whole(batch));
    }

    /** Samples that are taken of a batch; none where it is too small for this share. */
    public int size(int batch) {
        return share.size(whole(batch));
    }

    /** Samples in a batch, whoever takes them. */
    public int whole(int batch) {
        return batch == batches() - 1 ? samples - batch * batchSize : batchSize;
    }

    /** The most samples that are taken of a batch, which is never larger than the epoch; at least 1. */
    public int largest() {
        return samples == 0 ? 1 : Math.max(1, Math.max(size(0), size(batches() - 1)));
    }

    /** Tells whether any batch is a single sample. */
    public boolean hasSingle() {
        return batchSize == 1 || samples == 1 || samples % batchSize == 1 && !joins();
    }
}
