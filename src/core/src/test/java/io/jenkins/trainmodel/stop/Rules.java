package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rules as tests need them, with the defaults of the specification and named by their type. */
final class Rules {
    static final String LOSS = "validation/loss";
    static final String ACCURACY = "validation/accuracy";

    private Rules() {}

    static StopRule maxEpochs(int epochs) {
        return new StopRule.MaxEpochs("maxEpochs", Outcome.SUCCESS, epochs);
    }

    static StopRule maxSteps(long steps) {
        return new StopRule.MaxSteps("maxSteps", Outcome.SUCCESS, steps);
    }

    static StopRule maxDuration(Duration duration) {
        return new StopRule.MaxDuration("maxDuration", Outcome.SUCCESS, duration);
    }

    /** From the origin, midnight. */
    static StopRule finishBy(Duration span) {
        return new StopRule.FinishBy("finishBy", Outcome.SUCCESS, new Deadline.TimeSpan(span));
    }

    static StopRule atLeast(String metric, double value, int smooth) {
        return new StopRule.Target("target", Outcome.SUCCESS, metric, new Threshold(Direction.MAX, value), smooth);
    }

    static StopRule atLeast(String metric, double value) {
        return new StopRule.Target("target", Outcome.SUCCESS, metric, new Threshold(Direction.MAX, value));
    }

    static StopRule atMost(String metric, double value) {
        return new StopRule.Target("target", Outcome.SUCCESS, metric, new Threshold(Direction.MIN, value));
    }

    static StopRule early(int patience) {
        return new StopRule.EarlyStopping(
                "earlyStopping", Outcome.SUCCESS, LOSS, Direction.MIN, patience, 0, OptionalDouble.empty(), 1, false);
    }

    static StopRule gradientBelow(double norm, int patience) {
        return new StopRule.GradientBelow("gradientBelow", Outcome.SUCCESS, norm, patience);
    }

    static StopRule gradientChangeBelow(double relative, int window) {
        return new StopRule.GradientChangeBelow("gradientChangeBelow", Outcome.SUCCESS, relative, window);
    }

    static StopRule plateau(int window, double deviation, int startEpoch) {
        return new StopRule.Plateau("plateau", Outcome.SUCCESS, LOSS, window, deviation, startEpoch);
    }

    static StopRule diverged() {
        return diverged(OptionalDouble.empty(), OptionalDouble.empty(), true);
    }

    static StopRule diverged(OptionalDouble lossAbove, OptionalDouble gradientAbove, boolean nonFinite) {
        return new StopRule.Diverged("diverged", Outcome.FAILURE, lossAbove, gradientAbove, nonFinite);
    }

    static StopRule overfitting(double gap, int patience) {
        return new StopRule.Overfitting("overfitting", Outcome.SUCCESS, gap, patience);
    }

    static StopRule behindReference(double slack) {
        return new StopRule.BehindReference(
                "behindReference", Outcome.UNSTABLE, LOSS, Direction.MIN, slack, Optional.empty());
    }

    static StopRule unreachable(double atMost, Horizon within) {
        return new StopRule.Unreachable(
                "unreachable", Outcome.FAILURE, LOSS, new Threshold(Direction.MIN, atMost), within);
    }

    static Horizon withinEpochs(int epochs) {
        return new Horizon(Optional.of(epochs), Optional.empty());
    }

    static StopRule milestone(Integer... epochs) {
        return new StopRule.Milestone("milestone", Outcome.SUCCESS, List.of(epochs));
    }

    static StopRule score(Map<String, Double> weights, double atLeast) {
        return new StopRule.Score("score", Outcome.SUCCESS, weights, atLeast);
    }

    static StopRule allOf(StopRule... rules) {
        return new StopRule.AllOf("allOf", Outcome.SUCCESS, List.of(rules));
    }

    static StopRule anyOf(StopRule... rules) {
        return new StopRule.AnyOf("anyOf", Outcome.SUCCESS, List.of(rules));
    }

    static StopRule atLeastOf(int count, StopRule... rules) {
        return new StopRule.AtLeastOf("atLeastOf", Outcome.SUCCESS, count, List.of(rules));
    }
}
