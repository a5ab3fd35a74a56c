package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import io.jenkins.trainmodel.stop.Verdict;

/** Fires when a metric reaches a value at the end of an epoch. */
record TargetEvaluation(StopRule.Target rule) implements MetricEvaluation {
    @Override
    public String metric() {
        return rule.metric();
    }

    @Override
    public Verdict judge(double value, VerdictBuilder verdict, Observation observation) {
        boolean reached = rule.threshold().reachedBy(value);
        String explanation = rule.metric() + " is " + Wording.number(value) + ", " + (reached ? "" : "not ")
                + bound(rule.threshold());
        return verdict.firedIf(reached, explanation);
    }

    /** The bound in words: at least 0.97. */
    static String bound(Threshold threshold) {
        return (threshold.direction() == Direction.MAX ? "at least " : "at most ") + Wording.number(threshold.value());
    }
}
