package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.own.Predictions;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.own.CustomMetric;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.Learner;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The metrics of users' own that a run measures. */
final class OwnMetrics {
    private final Map<String, Guard<Metric>> metrics = new LinkedHashMap<>();

    OwnMetrics(OwnParts parts, List<CustomMetric> wanted) {
        wanted.forEach(metric -> metrics.put(metric.name(), parts.create(PartKind.METRIC, metric.part())));
    }

    Map<String, Guard<Metric>> byName() {
        return metrics;
    }

    /**
     * What they say of all samples, by name without prefix; closes every batch.
     *
     * @param signature what inputs and outputs of the network mean
     */
    Map<String, Double> measure(Learner learner, Task task, DataSignature signature, Iterator<Batch> batches) {
        all("begin", Metric::begin);
        learner.predict(batches, (batch, outputs) -> {
            Predictions predictions = new BatchPredictions(signature, task, batch, outputs);
            all("add", metric -> metric.add(predictions));
        });
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> values.put(name, metric.call("value", Metric::value)));
        return values;
    }

    private void all(String method, Guard.Action<Metric> call) {
        metrics.values().forEach(metric -> metric.run(method, call));
    }

    /** Names of those that have something to remember: what they say may depend on what they were shown before. */
    Set<String> remembering() {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getValue().save().length > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
