package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.part.PartSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A condition that ends a run, as the specification declares it. Rules are immutable; what a rule remembers of a run is a
 * separate value of who evaluates it. The name is unique among the rules of a run and equals the rule's type where the
 * specification gives none.
 */
public sealed interface StopRule {
    /** The name by which verdicts and reasons refer to this rule. */
    String name();

    /** How the run ends when this rule fires. */
    Outcome outcome();

    /** The rules of a composite, in the order of the specification; none for any other rule. */
    default List<StopRule> rules() {
        return List.of();
    }

    /** The rule's type as the specification writes it, such as {@code earlyStopping}. */
    default String type() {
        String word = getClass().getSimpleName();
        return Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }

    /** Calls the visitor's method for this rule's type. */
    <R> R accept(StopRuleVisitor<R> visitor);

    record MaxEpochs(String name, Outcome outcome, int epochs) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.maxEpochs(this);
        }
    }

    record MaxSteps(String name, Outcome outcome, long steps) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.maxSteps(this);
        }
    }

    /** Accumulated training time, over resumes; checked every step. */
    record MaxDuration(String name, Outcome outcome, Duration duration) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.maxDuration(this);
        }
    }

    /** Over, with the model saved and packaged, by a time of day; checked every step. */
    record FinishBy(String name, Outcome outcome, Deadline deadline) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.finishBy(this);
        }
    }

    /** {@code smooth} values of the metric are averaged; 1: none. */
    record Target(String name, Outcome outcome, String metric, Threshold threshold, int smooth) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.target(this);
        }
    }

    record LossBelow(String name, Outcome outcome, double value) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.lossBelow(this);
        }
    }

    /** {@code smooth} values of the metric are averaged; 1: none. */
    record EarlyStopping(
            String name,
            Outcome outcome,
            String metric,
            Direction mode,
            int patience,
            double minDelta,
            OptionalDouble baseline,
            int startEpoch,
            boolean restoreBest,
            Every every,
            int smooth)
            implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.earlyStopping(this);
        }
    }

    record GradientBelow(String name, Outcome outcome, double norm, int patience) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.gradientBelow(this);
        }
    }

    record GradientChangeBelow(String name, Outcome outcome, double relative, int window) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.gradientChangeBelow(this);
        }
    }

    /** {@code smooth} values of the metric are averaged; 1: none. */
    record Plateau(
            String name,
            Outcome outcome,
            String metric,
            int window,
            double deviation,
            int startEpoch,
            Every every,
            int smooth)
            implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.plateau(this);
        }
    }

    /** {@code nonFinite} is checked every step, as is the loss; the gradient bound at the end of an epoch. */
    record Diverged(
            String name, Outcome outcome, OptionalDouble lossAbove, OptionalDouble gradientAbove, boolean nonFinite)
            implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.diverged(this);
        }
    }

    record Overfitting(String name, Outcome outcome, double gap, int patience) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.overfitting(this);
        }
    }

    /**
     * {@code reference} is the path of an event log or CSV; empty: the run's reference. {@code smooth} values of the metric
     * are averaged, of both runs; 1: none.
     */
    record BehindReference(
            String name,
            Outcome outcome,
            String metric,
            Direction mode,
            double slack,
            Optional<String> reference,
            int smooth)
            implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.behindReference(this);
        }
    }

    /** {@code smooth} values of the metric are averaged; 1: none. */
    record Unreachable(String name, Outcome outcome, String metric, Threshold threshold, Horizon within, int smooth)
            implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.unreachable(this);
        }
    }

    record Milestone(String name, Outcome outcome, List<Integer> epochs) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.milestone(this);
        }
    }

    record AllOf(String name, Outcome outcome, List<StopRule> rules) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.allOf(this);
        }
    }

    record AnyOf(String name, Outcome outcome, List<StopRule> rules) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.anyOf(this);
        }
    }

    record AtLeastOf(String name, Outcome outcome, int count, List<StopRule> rules) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.atLeastOf(this);
        }
    }

    /** Fires when the sum of weight times metric is at least {@code atLeast}. */
    record Score(String name, Outcome outcome, Map<String, Double> weights, double atLeast) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.score(this);
        }
    }

    /** A rule that a user has written. */
    record Custom(String name, Outcome outcome, PartSpec part) implements StopRule {
        @Override
        public <R> R accept(StopRuleVisitor<R> visitor) {
            return visitor.custom(this);
        }
    }
}
