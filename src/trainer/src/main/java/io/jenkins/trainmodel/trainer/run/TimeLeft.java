package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.stop.Limits;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Estimates the training time that is left from the pace so far and from what the rules allow at most: the smallest of
 * what the limits on epochs, steps and duration leave. Confined to the training thread.
 */
final class TimeLeft {
    /** Weight of the newest epoch: recent epochs tell more, and the first runs slower than all others. */
    private static final double SMOOTHING = 0.3;

    private final long stepsPerEpoch;
    private double secondsPerStep = Double.NaN;

    TimeLeft(long stepsPerEpoch) {
        this.stepsPerEpoch = stepsPerEpoch;
    }

    /** Learns from steps that took this long, everything included. */
    void observe(long steps, double seconds) {
        if (steps <= 0) {
            return;
        }
        double pace = seconds / steps;
        secondsPerStep = Double.isNaN(secondsPerStep) ? pace : secondsPerStep + SMOOTHING * (pace - secondsPerStep);
    }

    /** Seconds until the first limit is reached; empty before the first observation or without any limit. */
    Optional<Double> at(long step, double elapsedSeconds, Limits limits) {
        double left = DoubleStream.of(
                        limits.epochs().isPresent()
                                ? pacedSeconds(limits.epochs().getAsInt() * stepsPerEpoch - step)
                                : Double.NaN,
                        limits.steps().isPresent() ? pacedSeconds(limits.steps().getAsLong() - step) : Double.NaN,
                        limits.duration().isPresent()
                                ? limits.duration().get().toMillis() / 1e3 - elapsedSeconds
                                : Double.NaN)
                .filter(seconds -> !Double.isNaN(seconds))
                .min()
                .orElse(Double.NaN);
        return Double.isNaN(left) ? Optional.empty() : Optional.of(Math.max(0, left));
    }

    private double pacedSeconds(long steps) {
        return steps * secondsPerStep;
    }
}
