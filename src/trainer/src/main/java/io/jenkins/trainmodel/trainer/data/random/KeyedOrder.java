package io.jenkins.trainmodel.trainer.data.random;

import java.util.Objects;

/**
 * A permutation that is computed place by place and needs no memory, for samples of which there may be billions: a Feistel
 * network (Luby and Rackoff, "How to construct pseudorandom permutations from pseudorandom functions", 1988) over the
 * smallest even number of bits that holds every number, walked until it is below the size (Black and Rogaway, "Ciphers with
 * arbitrary finite domains", 2002), which takes fewer than four steps on average where there are hundreds. Seed, epoch and size alone decide.
 */
public final class KeyedOrder implements SampleOrder {
    private static final int ROUNDS = 6;
    /** With fewer there are too few different permutations. */
    private static final int LEAST_HALF_BITS = 4;

    private final int size;
    private final int halfBits;
    private final long halfMask;
    private final long[] keys = new long[ROUNDS];

    /** @param epoch counted from 1 */
    public KeyedOrder(int size, long seed, long epoch) {
        this.size = size;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size - 1));
        halfBits = Math.max(LEAST_HALF_BITS, (bits + 1) / 2);
        halfMask = (1L << halfBits) - 1;
        SplitMix64 random = SplitMix64.of(seed, epoch);
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = random.nextLong();
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int at(int position) {
        long number = Objects.checkIndex(position, size);
        do {
            number = permuted(number);
        } while (number >= size);
        return (int) number;
    }

    private long permuted(long number) {
        long left = number >>> halfBits;
        long right = number & halfMask;
        for (long key : keys) {
            long next = left ^ SplitMix64.mix(right ^ key) & halfMask;
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}
