package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/**
 * Fires when the epoch's mean gradient norm has changed by less than a share over the last {@code window} epochs; see
 * {@link RecentValues#relativeChange()}.
 */
record GradientChangeBelowEvaluation(StopRule.GradientChangeBelow rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        RecentValues recent = RecentValues.remembered(MetricNames.GRADIENT_NORM, before);
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(MetricNames.GRADIENT_NORM);
        Optional<Double> measured = observation.metric(MetricNames.GRADIENT_NORM);
        if (measured.isEmpty()) {
            return Judgement.of(verdict.notMeasured(observation, MetricNames.GRADIENT_NORM), recent.state());
        }
        RecentValues now = recent.with(measured.get(), rule.window());
        return Judgement.of(check(verdict.value(measured.get()), now), now.state());
    }

    private Verdict check(VerdictBuilder verdict, RecentValues now) {
        if (now.values().size() < rule.window()) {
            return verdict.build(
                    Verdict.Status.WARMING, now.values().size() + " of " + rule.window() + " values are there");
        }
        String window = " over the last " + rule.window() + " epochs";
        if (!now.finite()) {
            return verdict.build(Verdict.Status.HELD, MetricNames.GRADIENT_NORM + " was not finite" + window);
        }
        boolean unchanged = now.relativeChange() < rule.relative();
        String explanation = MetricNames.GRADIENT_NORM + " changed by a share of "
                + Wording.number(now.relativeChange()) + window + ", " + (unchanged ? "" : "not ") + "below "
                + Wording.number(rule.relative());
        return verdict.firedIf(unchanged, explanation);
    }
}
