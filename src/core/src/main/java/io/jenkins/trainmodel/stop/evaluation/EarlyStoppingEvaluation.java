package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/**
 * Fires at the {@code patience}-th consecutive check without improvement. A check is the end of an epoch from
 * {@code startEpoch} on in which the metric was measured, or any validation from then on where the rule looks at each.
 * The first finite value checked sets the best; a value that is not finite is a check that does not improve. With a
 * baseline only a check that improves on the best and on the baseline begins the count anew; one that improves on the best
 * alone sets the best and counts. A patience of 0 is one of 1.
 */
record EarlyStoppingEvaluation(StopRule.EarlyStopping rule) implements RuleEvaluation {
    @Override
    public boolean looksAt(Observation observation) {
        return RuleEvaluation.looksEvery(rule.every(), rule.metric(), observation);
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        RuleState.Improvement known = remembered(before);
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(rule.metric());
        Optional<Double> measured = observation.metric(rule.metric());
        if (observation.epoch() >= rule.startEpoch() && measured.isPresent()) {
            return check(observation.epoch(), measured.get(), known, verdict);
        }
        measured.ifPresent(verdict::value);
        describe(verdict, known);
        return Judgement.of(
                observation.epoch() < rule.startEpoch()
                        ? verdict.build(Verdict.Status.WARMING, "looks from epoch " + rule.startEpoch() + " on")
                        : verdict.notMeasured(observation, rule.metric()),
                known);
    }

    private Judgement check(int epoch, double value, RuleState.Improvement known, VerdictBuilder verdict) {
        boolean better = rule.mode().improves(value, known.best(), rule.minDelta());
        boolean resets = better
                && (rule.baseline().isEmpty()
                        || rule.mode().improves(value, rule.baseline().getAsDouble(), rule.minDelta()));
        RuleState.Improvement after = new RuleState.Improvement(
                rule.metric(),
                rule.mode(),
                better ? value : known.best(),
                better ? epoch : known.bestEpoch(),
                resets ? 0 : known.waited() + 1);
        describe(verdict.value(value), after);
        String explanation = resets ? improved(value, known) : better ? onlyBest(value, after) : waited(value, after);
        return Judgement.of(verdict.firedIf(after.waited() >= patience(), explanation), after);
    }

    private String improved(double value, RuleState.Improvement known) {
        String from = known.bestEpoch() == 0
                ? ", the first value checked"
                : ", better than " + Wording.number(known.best()) + " (epoch " + known.bestEpoch() + ")";
        return rule.metric() + " is " + Wording.number(value) + from;
    }

    private String onlyBest(double value, RuleState.Improvement after) {
        return rule.metric() + " is " + Wording.number(value)
                + ", the best so far, but has not improved on the baseline "
                + Wording.number(rule.baseline().orElseThrow()) + byMore() + " for " + counted(after);
    }

    private String waited(double value, RuleState.Improvement after) {
        if (after.bestEpoch() == 0) {
            return rule.metric() + " is " + Wording.number(value) + " and had no finite value for " + counted(after);
        }
        String now = Double.isFinite(value) ? "" : " (now " + Wording.number(value) + ")";
        return rule.metric() + " has not improved on " + Wording.number(after.best()) + " (epoch " + after.bestEpoch()
                + ")" + onBaseline() + byMore() + " for " + counted(after) + now;
    }

    private String onBaseline() {
        return rule.baseline().isPresent()
                ? " and on the baseline " + Wording.number(rule.baseline().getAsDouble())
                : "";
    }

    private String byMore() {
        return rule.minDelta() == 0 ? "" : " by more than " + Wording.number(rule.minDelta());
    }

    private String counted(RuleState.Improvement after) {
        return rule.every() == Every.VALIDATION
                ? Wording.ofPatience(after.waited(), patience(), "validation")
                : Wording.ofPatience(after.waited(), patience());
    }

    private void describe(VerdictBuilder verdict, RuleState.Improvement state) {
        verdict.best(state.best(), state.bestEpoch()).patience(state.waited(), patience());
    }

    private int patience() {
        return Math.max(1, rule.patience());
    }

    private RuleState.Improvement remembered(Optional<RuleState> before) {
        return before.filter(RuleState.Improvement.class::isInstance)
                .map(RuleState.Improvement.class::cast)
                .filter(state -> state.metric().equals(rule.metric()) && state.mode() == rule.mode())
                .orElseGet(() -> new RuleState.Improvement(
                        rule.metric(), rule.mode(), rule.mode().worst(), 0, 0));
    }
}
