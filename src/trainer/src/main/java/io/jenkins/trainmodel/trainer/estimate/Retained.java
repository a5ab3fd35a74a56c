package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.spec.CheckpointSpec;

/**
 * The checkpoints of a whole run. An epoch that is better than all before is saved, whether or not it is its turn, and the
 * best ones stay besides the newest: how many are written and stay depends on when the model is at its best.
 *
 * @param written in their turn
 * @param most that stay, where the best ones are none of the newest
 * @param least that stay, where they are
 */
record Retained(long written, long most, long least) {
    /**
     * Those of a run.
     *
     * @param compared whether epochs have the metric that tells the best one
     * @param minutes of training
     */
    static Retained of(CheckpointSpec spec, long epochs, long stepsPerEpoch, boolean compared, double minutes) {
        long byEpochs = ceilDivide(epochs, spec.everyEpochs());
        long within = spec.everySteps()
                        .map(every -> epochs * stepsPerEpoch / every)
                        .orElse(0L)
                + spec.everyMinutes().map(every -> (long) (minutes / every)).orElse(0L);
        long written = Math.max(1, byEpochs + within);
        long mostWritten = compared && spec.keepBest() > 0 ? Math.max(written, epochs + within) : written;
        int newest = Math.max(1, spec.keep());
        int best = compared ? Math.max(1, spec.keepBest()) : 0;
        return new Retained(written, Math.min(mostWritten, newest + best), Math.min(written, Math.max(newest, best)));
    }

    private static long ceilDivide(long amount, long portion) {
        return (amount + portion - 1) / portion;
    }
}
