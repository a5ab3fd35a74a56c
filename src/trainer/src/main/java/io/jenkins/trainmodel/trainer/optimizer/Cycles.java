package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.spec.ScheduleSpec;

/**
 * The cycles of a schedule with warm restarts (SGDR, Loshchilov and Hutter 2017): one follows the other, each a fixed number
 * of times as long as the one before.
 *
 * @param from index of the first step
 * @param length of the first cycle in steps, at least 1
 */
record Cycles(long from, long length, int multiplier) {
    static Cycles of(ScheduleSpec.CosineRestarts schedule, long stepsPerEpoch) {
        long length = schedule.cycleSteps()
                .map(Integer::longValue)
                .orElseGet(() -> Math.multiplyExact(
                        stepsPerEpoch, schedule.cycleEpochs().orElseThrow().longValue()));
        return new Cycles(schedule.warmupSteps(), length, schedule.multiplier());
    }

    /** The part of its cycle that lies before a step, from 0 to below 1. */
    double share(long index) {
        long into = index - from;
        if (multiplier == 1) {
            return (double) (into % length) / length;
        }
        double cycle = length;
        double left = into;
        while (left >= cycle) {
            left -= cycle;
            cycle *= multiplier;
        }
        return left / cycle;
    }
}
