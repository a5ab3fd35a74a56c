package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/**
 * Fires when the population standard deviation of the metric's last {@code window} values is below a bound. Warming
 * before {@code startEpoch}, whose values do not count, and until there are so many values; a value that is not finite
 * holds the rule until it has left the window.
 */
record PlateauEvaluation(StopRule.Plateau rule) implements RuleEvaluation {
    @Override
    public boolean looksAt(Observation observation) {
        return RuleEvaluation.looksEvery(rule.every(), rule.metric(), observation);
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        RecentValues recent = RecentValues.remembered(rule.metric(), before);
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(rule.metric());
        Optional<Double> measured = observation.metric(rule.metric());
        measured.ifPresent(verdict::value);
        if (observation.epoch() < rule.startEpoch()) {
            return Judgement.of(
                    verdict.build(Verdict.Status.WARMING, "looks from epoch " + rule.startEpoch() + " on"),
                    recent.state());
        }
        if (measured.isEmpty()) {
            return Judgement.of(verdict.notMeasured(observation, rule.metric()), recent.state());
        }
        RecentValues now = recent.with(measured.get(), rule.window());
        return Judgement.of(check(verdict, now), now.state());
    }

    private Verdict check(VerdictBuilder verdict, RecentValues now) {
        if (now.values().size() < rule.window()) {
            return verdict.build(
                    Verdict.Status.WARMING, now.values().size() + " of " + rule.window() + " values are there");
        }
        String window = "of the last " + rule.window() + " values of " + rule.metric();
        if (!now.finite()) {
            return verdict.build(Verdict.Status.HELD, "one " + window + " is not finite");
        }
        boolean flat = now.deviation() < rule.deviation();
        String explanation = "the standard deviation " + window + " is " + Wording.number(now.deviation()) + ", "
                + (flat ? "" : "not ") + "below " + Wording.number(rule.deviation());
        return verdict.firedIf(flat, explanation);
    }
}
