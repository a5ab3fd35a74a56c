package io.jenkins.trainmodel.trainer.run.progress;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd;
import io.jenkins.trainmodel.stop.evaluation.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Estimates the training time that is left from the pace so far and from what the rules allow at most. Confined to the
 * training thread.
 */
public final class TimeLeft {
    /** Weight of the newest epoch: recent epochs tell more, and the first runs slower than all others. */
    private static final double SMOOTHING = 0.3;

    private final long stepsPerEpoch;
    private OptionalDouble secondsPerStep = OptionalDouble.empty();

    public TimeLeft(long stepsPerEpoch) {
        this.stepsPerEpoch = stepsPerEpoch;
    }

    /** Learns from steps that took this long, everything included. */
    public void observe(long steps, double seconds) {
        if (steps <= 0) {
            return;
        }
        double newest = seconds / steps;
        double before = secondsPerStep.orElse(newest);
        secondsPerStep = OptionalDouble.of(before + SMOOTHING * (newest - before));
    }

    /**
     * When the first limit is reached, and which; empty before the first observation or without any limit.
     *
     * @param stepOfEpochs the step, had every epoch had as many as those ahead
     */
    public Optional<EarliestEnd> at(
            long step, long stepOfEpochs, double elapsedSeconds, List<StopRule> rules, WallClock clock) {
        return EarliestEnd.of(
                rules, new EarliestEnd.Pace(stepsPerEpoch, step, stepOfEpochs, elapsedSeconds, secondsPerStep, clock));
    }
}
