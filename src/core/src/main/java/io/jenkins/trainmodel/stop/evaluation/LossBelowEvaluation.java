package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;

/** Fires when the training loss of an epoch is below, not at, a value. A loss that is not finite is not below. */
record LossBelowEvaluation(StopRule.LossBelow rule) implements MetricEvaluation {
    @Override
    public String metric() {
        return MetricNames.TRAIN_LOSS;
    }

    @Override
    public Verdict judge(double value, VerdictBuilder verdict, Observation observation) {
        boolean below = Double.isFinite(value) && value < rule.value();
        String explanation = metric() + " is " + Wording.number(value) + ", " + (below ? "" : "not ") + "below "
                + Wording.number(rule.value());
        return verdict.firedIf(below, explanation);
    }
}
