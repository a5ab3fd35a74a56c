package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/**
 * Fires when a metric is worse than the reference run's at the same epoch by more than the slack; one that is not finite
 * is worse than any value. Without a finite value of the reference for the epoch the rule cannot tell.
 */
record BehindReferenceEvaluation(StopRule.BehindReference rule, References references) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        Optional<Double> measured = observation.metric(rule.metric());
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(rule.metric());
        if (measured.isEmpty()) {
            return Judgement.of(verdict.notMeasured(observation, rule.metric()));
        }
        verdict.value(measured.get());
        return Judgement.of(references
                .value(rule.reference(), rule.metric(), observation.epoch())
                .filter(Double::isFinite)
                .map(reference -> compare(verdict, measured.get(), reference, observation.epoch()))
                .orElseGet(() -> verdict.build(
                        Verdict.Status.NOT_EVALUABLE,
                        "the reference has no value of " + rule.metric() + " for epoch " + observation.epoch())));
    }

    private Verdict compare(VerdictBuilder verdict, double value, double reference, int epoch) {
        boolean behind = !Double.isFinite(value) || rule.mode().improves(reference, value, rule.slack());
        String explanation = rule.metric() + " is " + Wording.number(value) + " in epoch " + epoch
                + ", where the reference had " + Wording.number(reference) + ": " + (behind ? "" : "not ")
                + "worse by more than " + Wording.number(rule.slack());
        return verdict.firedIf(behind, explanation);
    }
}
