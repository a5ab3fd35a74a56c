package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import java.util.Optional;

/** Fires when a metric reaches a value at the end of an epoch. */
record TargetEvaluation(StopRule.Target rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        Optional<Double> measured = observation.metric(rule.metric());
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(rule.metric());
        if (measured.isEmpty()) {
            return Judgement.of(verdict.notMeasured(observation, rule.metric()));
        }
        double value = measured.get();
        boolean reached = rule.threshold().reachedBy(value);
        String explanation = rule.metric() + " is " + Wording.number(value) + ", " + (reached ? "" : "not ")
                + bound(rule.threshold());
        return Judgement.of(verdict.value(value).firedIf(reached, explanation));
    }

    /** The bound in words: at least 0.97. */
    static String bound(Threshold threshold) {
        return (threshold.direction() == Direction.MAX ? "at least " : "at most ") + Wording.number(threshold.value());
    }
}
