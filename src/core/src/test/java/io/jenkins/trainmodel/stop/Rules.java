package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rules as tests need them, with the defaults of the specification and named by their type. */
public final class Rules {
    public static final String LOSS = "validation/loss";
    public static final String ACCURACY = "validation/accuracy";

    private Rules() {}

    public static StopRule maxEpochs(int epochs) {
        return new StopRule.MaxEpochs("maxEpochs", Outcome.SUCCESS, epochs);
    }

    public static StopRule maxSteps(long steps) {
        return new StopRule.MaxSteps("maxSteps", Outcome.SUCCESS, steps);
    }

    public static StopRule maxDuration(Duration duration) {
        return new StopRule.MaxDuration("maxDuration", Outcome.SUCCESS, duration);
    }

    /** From the origin, midnight. */
    public static StopRule finishBy(Duration span) {
        return new StopRule.FinishBy("finishBy", Outcome.SUCCESS, new Deadline.TimeSpan(span));
    }

    public static StopRule atLeast(String metric, double value, int smooth) {
        return new StopRule.Target("target", Outcome.SUCCESS, metric, new Threshold(Direction.MAX, value), smooth);
    }

    public static StopRule atLeast(String metric, double value) {
        return new StopRule.Target("target", Outcome.SUCCESS, metric, new Threshold(Direction.MAX, value), 1);
    }

    public static StopRule atMost(String metric, double value) {
        return new StopRule.Target("target", Outcome.SUCCESS, metric, new Threshold(Direction.MIN, value), 1);
    }

    public static StopRule early(int patience) {
        return early(LOSS, Direction.MIN, patience, 0, OptionalDouble.empty(), 1);
    }

    public static StopRule early(
            String metric, Direction mode, int patience, double minDelta, OptionalDouble baseline, int startEpoch) {
        return new StopRule.EarlyStopping(
                "earlyStopping",
                Outcome.SUCCESS,
                metric,
                mode,
                patience,
                minDelta,
                baseline,
                startEpoch,
                false,
                Every.EPOCH,
                1);
    }

    public static StopRule gradientBelow(double norm, int patience) {
        return new StopRule.GradientBelow("gradientBelow", Outcome.SUCCESS, norm, patience);
    }

    public static StopRule gradientChangeBelow(double relative, int window) {
        return new StopRule.GradientChangeBelow("gradientChangeBelow", Outcome.SUCCESS, relative, window);
    }

    public static StopRule plateau(int window, double deviation, int startEpoch) {
        return new StopRule.Plateau("plateau", Outcome.SUCCESS, LOSS, window, deviation, startEpoch, Every.EPOCH, 1);
    }

    public static StopRule diverged() {
        return diverged(OptionalDouble.empty(), OptionalDouble.empty(), true);
    }

    public static StopRule diverged(OptionalDouble lossAbove, OptionalDouble gradientAbove, boolean nonFinite) {
        return new StopRule.Diverged("diverged", Outcome.FAILURE, lossAbove, gradientAbove, nonFinite);
    }

    public static StopRule overfitting(double gap, int patience) {
        return new StopRule.Overfitting("overfitting", Outcome.SUCCESS, gap, patience);
    }

    public static StopRule behindReference(double slack) {
        return new StopRule.BehindReference(
                "behindReference", Outcome.UNSTABLE, LOSS, Direction.MIN, slack, Optional.empty(), 1);
    }

    public static StopRule unreachable(double atMost, Horizon within) {
        return new StopRule.Unreachable(
                "unreachable", Outcome.FAILURE, LOSS, new Threshold(Direction.MIN, atMost), within, 1);
    }

    public static Horizon withinEpochs(int epochs) {
        return new Horizon(Optional.of(epochs), Optional.empty());
    }

    public static StopRule milestone(Integer... epochs) {
        return new StopRule.Milestone("milestone", Outcome.SUCCESS, List.of(epochs));
    }

    public static StopRule score(Map<String, Double> weights, double atLeast) {
        return new StopRule.Score("score", Outcome.SUCCESS, weights, atLeast);
    }

    public static StopRule allOf(StopRule... rules) {
        return new StopRule.AllOf("allOf", Outcome.SUCCESS, List.of(rules));
    }

    public static StopRule anyOf(StopRule... rules) {
        return new StopRule.AnyOf("anyOf", Outcome.SUCCESS, List.of(rules));
    }

    public static StopRule atLeastOf(int count, StopRule... rules) {
        return new StopRule.AtLeastOf("atLeastOf", Outcome.SUCCESS, count, List.of(rules));
    }
}
