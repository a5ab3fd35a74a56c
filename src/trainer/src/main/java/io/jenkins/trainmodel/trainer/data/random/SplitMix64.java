package io.jenkins.trainmodel.trainer.data.random;

/**
 * The SplitMix64 generator of Steele, Lea and Flood ("Fast splittable pseudorandom number generators", OOPSLA 2014). It
 * is ours and not the JDK's so that the same seed gives the same numbers on every JVM, now and later: a resumed run
 * depends on it.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix64(long seed) {
        state = seed;
    }

    /** A generator for one of many independent sequences of the same seed, such as one an epoch. */
    public static SplitMix64 of(long seed, long sequence) {
        return new SplitMix64(mix(mix(seed + GOLDEN_GAMMA) + sequence * GOLDEN_GAMMA));
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A number in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** A number in [0, bound), every one equally likely: the uneven rest of the 32-bit range is drawn again. */
    public int nextInt(int bound) {
        long range = 1L << 32;
        long even = range - range % bound;
        long drawn = nextLong() >>> 32;
        while (drawn >= even) {
            drawn = nextLong() >>> 32;
        }
        return (int) (drawn % bound);
    }

    /** Puts the elements into a random order: Fisher–Yates, from the last element down. */
    public void shuffle(int[] elements) {
        for (int last = elements.length - 1; last > 0; last--) {
            int other = nextInt(last + 1);
            int kept = elements[last];
            elements[last] = elements[other];
            elements[other] = kept;
        }
    }

    /** Turns a number into one that looks random; no two numbers become the same. */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
