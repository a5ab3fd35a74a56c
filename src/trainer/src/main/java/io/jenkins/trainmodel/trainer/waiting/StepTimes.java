package io.jenkins.trainmodel.trainer.waiting;

/** Adds up what steps take. */
final class StepTimes {
    private static final double NANOSECONDS = 1e9;

    private long nanoseconds;
    private int steps;

    void add(long taken) {
        nanoseconds += taken;
        steps++;
    }

    void clear() {
        nanoseconds = 0;
        steps = 0;
    }

    int steps() {
        return steps;
    }

    long nanoseconds() {
        return nanoseconds;
    }

    /** The mean in seconds, of one step at least. */
    double mean() {
        return nanoseconds / NANOSECONDS / steps;
    }
}
