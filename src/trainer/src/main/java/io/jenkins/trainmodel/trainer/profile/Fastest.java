package io.jenkins.trainmodel.trainer.profile;

import java.time.Duration;

/** Work that is done again and again for a while. The fastest time counts, since all others were held up by something else. */
final class Fastest {
    private static final int LEAST = 3;
    private static final int LONGEST_FOR_ONE = 2;

    private Fastest() {}

    /** Seconds of the fastest time. */
    static double of(Duration time, Runnable work) {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long never = begin + LONGEST_FOR_ONE * time.toNanos();
        long fastest = Long.MAX_VALUE;
        for (int count = 0; count < LEAST && System.nanoTime() < never || System.nanoTime() < end; count++) {
            long start = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return Math.max(1, fastest) / 1e9;
    }
}
