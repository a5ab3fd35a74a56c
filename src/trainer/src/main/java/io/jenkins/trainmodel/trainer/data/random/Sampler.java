package io.jenkins.trainmodel.trainer.data.random;

import java.util.stream.IntStream;

/**
 * The order of the training samples, a new one every epoch. It depends on seed, epoch and size alone, so a run that is
 * resumed in another process, in the middle of an epoch, goes on with the sample that comes next.
 *
 * @param size number of samples
 */
public record Sampler(int size, long seed) {

    /**
     * A permutation of the sample numbers: a Fisher–Yates shuffle by SplitMix64.
     *
     * @param epoch counted from 1
     */
    public int[] order(long epoch) {
        int[] order = inSequence(size);
        SplitMix64.of(seed, epoch).shuffle(order);
        return order;
    }

    /** The samples as they were read, for validation. */
    public static int[] inSequence(int size) {
        return IntStream.range(0, size).toArray();
    }
}
