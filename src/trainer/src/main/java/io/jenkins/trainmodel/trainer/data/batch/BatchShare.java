package io.jenkins.trainmodel.trainer.data.batch;

/**
 * The samples of every batch that one of several replicas takes: some that follow each other, about as many as the others take.
 *
 * @param rank which replica, counted from 0
 * @param replicas how many there are, at least 1
 * @param least the fewest samples that a replica can take; where a batch is too small for all, the last ones take none of it
 */
public record BatchShare(int rank, int replicas, int least) {
    /** All samples. */
    public static final BatchShare WHOLE = new BatchShare(0, 1, 1);

    public BatchShare {
        if (replicas < 1 || rank < 0 || rank >= replicas || least < 1) {
            throw new IllegalArgumentException(
                    "rank " + rank + " of " + replicas + " replicas with at least " + least + " samples");
        }
    }

    /** The first sample of the share, counted from 0, of a batch of so many. */
    int begin(int samples) {
        return boundary(samples, rank);
    }

    /** Samples in the share of a batch of so many. */
    int size(int samples) {
        return boundary(samples, rank + 1) - boundary(samples, rank);
    }

    private int boundary(int samples, int number) {
        int taking = Math.max(1, Math.min(replicas, samples / least));
        return (int) ((long) samples * Math.min(number, taking) / taking);
    }
}
