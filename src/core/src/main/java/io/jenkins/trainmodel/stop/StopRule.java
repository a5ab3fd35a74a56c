package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A condition that ends a run. Rules are immutable; what a rule remembers is a separate value, see {@link StopEvaluator}.
 * The name is unique among the rules of a run and equals the rule's type where the specification gives none.
 */
public sealed interface StopRule {
    /** The name by which verdicts and reasons refer to this rule. */
    String name();

    /** How the run ends when this rule fires. */
    Outcome outcome();

    record MaxEpochs(String name, Outcome outcome, int epochs) implements StopRule {}

    record MaxSteps(String name, Outcome outcome, long steps) implements StopRule {}

    /** Accumulated training time, over resumes; checked every step. */
    record MaxDuration(String name, Outcome outcome, Duration duration) implements StopRule {}

    record Target(String name, Outcome outcome, String metric, Threshold threshold) implements StopRule {}

    record LossBelow(String name, Outcome outcome, double value) implements StopRule {}

    record EarlyStopping(
            String name,
            Outcome outcome,
            String metric,
            Direction mode,
            int patience,
            double minDelta,
            OptionalDouble baseline,
            int startEpoch,
            boolean restoreBest)
            implements StopRule {}

    record GradientBelow(String name, Outcome outcome, double norm, int patience) implements StopRule {}

    record GradientChangeBelow(String name, Outcome outcome, double relative, int window) implements StopRule {}

    record Plateau(String name, Outcome outcome, String metric, int window, double deviation, int startEpoch)
            implements StopRule {}

    /** {@code nonFinite} is checked every step, as is the loss; the gradient bound at the end of an epoch. */
    record Diverged(
            String name, Outcome outcome, OptionalDouble lossAbove, OptionalDouble gradientAbove, boolean nonFinite)
            implements StopRule {}

    record Overfitting(String name, Outcome outcome, double gap, int patience) implements StopRule {}

    /** {@code reference} is the path of an event log or CSV; empty: the run's parent. */
    record BehindReference(
            String name, Outcome outcome, String metric, Direction mode, double slack, Optional<String> reference)
            implements StopRule {}

    record Unreachable(String name, Outcome outcome, String metric, Threshold threshold, Horizon within)
            implements StopRule {}

    record Milestone(String name, Outcome outcome, List<Integer> epochs) implements StopRule {}

    record AllOf(String name, Outcome outcome, List<StopRule> rules) implements StopRule {}

    record AnyOf(String name, Outcome outcome, List<StopRule> rules) implements StopRule {}

    record AtLeastOf(String name, Outcome outcome, int count, List<StopRule> rules) implements StopRule {}

    /** Fires when the sum of weight times metric is at least {@code atLeast}. */
    record Score(String name, Outcome outcome, Map<String, Double> weights, double atLeast) implements StopRule {}

    /** A bound that a value reaches from one side; {@code MAX} is "at least", {@code MIN} is "at most". */
    record Threshold(Direction direction, double value) {
        /** Tells whether the value reaches the bound; a value that is not finite never does. */
        public boolean reachedBy(double metric) {
            return Double.isFinite(metric) && (direction == Direction.MAX ? metric >= value : metric <= value);
        }
    }

    /** How far ahead to look: a number of epochs from the start of the run, or training time. */
    record Horizon(Optional<Integer> epochs, Optional<Duration> duration) {}
}
