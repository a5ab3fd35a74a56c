package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Fires when a metric is NaN or infinite, or a training or validation loss is above its bound: both at every step at
 * which metrics are read; or when the epoch's mean gradient norm is above its bound.
 */
record DivergedEvaluation(StopRule.Diverged rule) implements RuleEvaluation {
    private static final List<String> LOSSES = List.of(MetricNames.TRAIN_LOSS, MetricNames.VALIDATION_LOSS);

    @Override
    public boolean looksAt(Observation observation) {
        return observation.epochEnd() || rule.nonFinite() || rule.lossAbove().isPresent();
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        VerdictBuilder verdict = VerdictBuilder.of(rule);
        Optional<Verdict> fired = nonFinite(observation)
                .or(() -> above(observation, LOSSES, rule.lossAbove()))
                .or(() -> observation.epochEnd()
                        ? above(observation, List.of(MetricNames.GRADIENT_NORM), rule.gradientAbove())
                        : Optional.empty());
        return Judgement.of(fired.orElseGet(() -> looked(observation)
                ? verdict.build(Verdict.Status.HELD, held())
                : verdict.build(Verdict.Status.NOT_EVALUABLE, "nothing that it looks at was measured")));
    }

    private Optional<Verdict> nonFinite(Observation observation) {
        if (!rule.nonFinite()) {
            return Optional.empty();
        }
        return observation.metrics().entrySet().stream()
                .filter(metric -> !Double.isFinite(metric.getValue()))
                .map(Map.Entry::getKey)
                .min((one, other) -> LOSSES.contains(one) == LOSSES.contains(other)
                        ? one.compareTo(other)
                        : LOSSES.contains(one) ? -1 : 1)
                .map(metric -> fired(metric, observation, " is " + named(observation, metric)));
    }

    private Optional<Verdict> above(Observation observation, List<String> metrics, OptionalDouble bound) {
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        return metrics.stream()
                .filter(metric -> observation
                        .metric(metric)
                        .filter(value -> value > bound.getAsDouble())
                        .isPresent())
                .findFirst()
                .map(metric -> fired(
                        metric,
                        observation,
                        " is " + named(observation, metric) + ", above " + Wording.number(bound.getAsDouble())));
    }

    private Verdict fired(String metric, Observation observation, String explanation) {
        return VerdictBuilder.of(rule)
                .metric(metric)
                .value(observation.metrics().get(metric))
                .build(Verdict.Status.FIRED, metric + explanation);
    }

    private boolean looked(Observation observation) {
        Map<String, Double> metrics = observation.metrics();
        return rule.nonFinite() && !metrics.isEmpty()
                || rule.lossAbove().isPresent() && LOSSES.stream().anyMatch(metrics::containsKey)
                || rule.gradientAbove().isPresent() && metrics.containsKey(MetricNames.GRADIENT_NORM);
    }

    private String held() {
        return rule.nonFinite() ? "every metric is finite and within its bound" : "every metric is within its bound";
    }

    private static String named(Observation observation, String metric) {
        return Wording.number(observation.metrics().get(metric));
    }
}
