package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.Optional;

/** Fires when the training loss of an epoch is below, not at, a value. A loss that is not finite is not below. */
record LossBelowEvaluation(StopRule.LossBelow rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        Optional<Double> measured = observation.metric(MetricNames.TRAIN_LOSS);
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(MetricNames.TRAIN_LOSS);
        if (measured.isEmpty()) {
            return Judgement.of(verdict.notMeasured(observation, MetricNames.TRAIN_LOSS));
        }
        double loss = measured.get();
        boolean below = Double.isFinite(loss) && loss < rule.value();
        String explanation = MetricNames.TRAIN_LOSS + " is " + Wording.number(loss) + ", " + (below ? "" : "not ")
                + "below " + Wording.number(rule.value());
        return Judgement.of(verdict.value(loss).firedIf(below, explanation));
    }
}
