package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fires when the sum of weight times metric reaches a bound; never while one of the metrics is not finite. */
record ScoreEvaluation(StopRule.Score rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        Map<String, Double> weights = new TreeMap<>(rule.weights());
        VerdictBuilder verdict = VerdictBuilder.of(rule);
        Optional<String> missing = weights.keySet().stream()
                .filter(metric -> observation.metric(metric).isEmpty())
                .findFirst();
        if (missing.isPresent()) {
            String explanation = missing.get() + " was not measured in epoch " + observation.epoch();
            return Judgement.of(verdict.build(Verdict.Status.NOT_EVALUABLE, explanation));
        }
        Optional<String> nonFinite = weights.keySet().stream()
                .filter(metric -> !Double.isFinite(observation.metrics().get(metric)))
                .findFirst();
        return Judgement.of(nonFinite
                .map(metric -> verdict.build(Verdict.Status.HELD, metric + " is not finite"))
                .orElseGet(() -> check(verdict, weights, observation)));
    }

    /** Adds up decimals, as people would, so that 0.7 × 0.9 + 0.3 × 0.9 reaches 0.9. */
    private Verdict check(VerdictBuilder verdict, Map<String, Double> weights, Observation observation) {
        BigDecimal score = weights.entrySet().stream()
                .map(weight -> BigDecimal.valueOf(weight.getValue())
                        .multiply(BigDecimal.valueOf(observation.metrics().get(weight.getKey()))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean reached = score.compareTo(BigDecimal.valueOf(rule.atLeast())) >= 0;
        String sum = weights.entrySet().stream()
                .map(weight -> Wording.number(weight.getValue()) + " × " + weight.getKey())
                .collect(Collectors.joining(" + "));
        String explanation = "the score " + sum + " is " + Wording.number(score.doubleValue()) + ", "
                + (reached ? "" : "not ") + "at least " + Wording.number(rule.atLeast());
        return verdict.value(score.doubleValue()).firedIf(reached, explanation);
    }
}
