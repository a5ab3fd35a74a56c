package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.own.Predictions;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.own.CustomMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of users' own that a run measures. */
final class OwnMetrics {
    private final Map<String, Guard<Metric>> metrics = new LinkedHashMap<>();

    OwnMetrics(OwnParts parts, List<CustomMetric> wanted) {
        wanted.forEach(metric -> metrics.put(metric.name(), parts.create(PartKind.METRIC, metric.part())));
    }

    Map<String, Guard<Metric>> byName() {
        return metrics;
    }

    void begin() {
        metrics.values().forEach(metric -> metric.run("begin", Metric::begin));
    }

    void add(Predictions predictions) {
        metrics.values().forEach(metric -> metric.run("add", callee -> callee.add(predictions)));
    }

    /** By name without prefix. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> values.put(name, metric.call("value", Metric::value)));
        return values;
    }
}
