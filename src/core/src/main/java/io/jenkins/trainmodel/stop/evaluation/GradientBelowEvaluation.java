package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.Optional;

/** Fires when the epoch's mean global gradient norm is below a bound for {@code patience} consecutive epochs. */
record GradientBelowEvaluation(StopRule.GradientBelow rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        int counted = before.filter(RuleState.Streak.class::isInstance)
                .map(state -> ((RuleState.Streak) state).epochs())
                .orElse(0);
        Optional<Double> measured = observation.metric(MetricNames.GRADIENT_NORM);
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(MetricNames.GRADIENT_NORM);
        if (measured.isEmpty()) {
            verdict.patience(counted, patience());
            return Judgement.of(
                    verdict.notMeasured(observation, MetricNames.GRADIENT_NORM), new RuleState.Streak(counted));
        }
        double norm = measured.get();
        boolean below = Double.isFinite(norm) && norm < rule.norm();
        return check(verdict.value(norm), norm, below ? counted + 1 : 0);
    }

    private Judgement check(VerdictBuilder verdict, double norm, int counted) {
        String explanation = counted == 0
                ? MetricNames.GRADIENT_NORM + " is " + Wording.number(norm) + ", not below "
                        + Wording.number(rule.norm())
                : MetricNames.GRADIENT_NORM + " is " + Wording.number(norm) + ", below " + Wording.number(rule.norm())
                        + " for " + Wording.ofPatience(counted, patience());
        return Judgement.of(
                verdict.patience(counted, patience()).firedIf(counted >= patience(), explanation),
                new RuleState.Streak(counted));
    }

    private int patience() {
        return Math.max(1, rule.patience());
    }
}
