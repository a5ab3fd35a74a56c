package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;

/**
 * Fires when a metric is worse than the reference run's at the same epoch by more than the slack; one that is not finite
 * is worse than any value. Without a finite value of the reference for the epoch the rule cannot tell.
 */
record BehindReferenceEvaluation(StopRule.BehindReference rule, References references) implements MetricEvaluation {
    @Override
    public String metric() {
        return rule.metric();
    }

    @Override
    public Verdict judge(double value, VerdictBuilder verdict, Observation observation) {
        return references
                .value(rule.reference(), rule.metric(), observation.epoch())
                .filter(Double::isFinite)
                .map(reference -> compare(verdict, value, reference, observation.epoch()))
                .orElseGet(() -> verdict.build(
                        Verdict.Status.NOT_EVALUABLE,
                        "the reference has no value of " + rule.metric() + " for epoch " + observation.epoch()));
    }

    private Verdict compare(VerdictBuilder verdict, double value, double reference, int epoch) {
        boolean behind = !Double.isFinite(value) || rule.mode().improves(reference, value, rule.slack());
        String explanation = rule.metric() + " is " + Wording.number(value) + " in epoch " + epoch
                + ", where the reference had " + Wording.number(reference) + ": " + (behind ? "" : "not ")
                + "worse by more than " + Wording.number(rule.slack());
        return verdict.firedIf(behind, explanation);
    }
}
