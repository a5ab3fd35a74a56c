package io.jenkins.trainmodel.trainer.benchmark;

import java.lang.management.ManagementFactory;

/**
 * Seconds of the wall clock, and of the processor for the calling thread: the second does not grow while other programs
 * have the processor.
 */
record Time(double wall, double processor) {
    static final Time NONE = new Time(0, 0);
    private static final double NANOSECONDS = 1e9;

    /** A moment, to be given to {@link #since}. */
    static Time now() {
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        return new Time(System.nanoTime() / NANOSECONDS, processor / NANOSECONDS);
    }

    static Time since(Time moment) {
        Time now = now();
        return new Time(now.wall - moment.wall, now.processor - moment.processor);
    }

    Time plus(Time other) {
        return new Time(wall + other.wall, processor + other.processor);
    }

    Time minus(double seconds) {
        return new Time(wall - seconds, processor - seconds);
    }
}
