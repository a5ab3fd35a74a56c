package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Timing;

/**
 * What a checkpoint costs.
 *
 * @param waiting while which training stands still
 * @param beside seconds of writing while which it goes on
 */
record Saving(Timing waiting, double beside) {
    /** What it adds to a training of so many seconds up to the next one, which waits for it. */
    Timing after(double training) {
        return waiting.plus(new Timing(Math.max(0, beside - training), 0, 1));
    }

    /** Seconds until it is on the disk. */
    double seconds() {
        return waiting.seconds() + beside;
    }
}
