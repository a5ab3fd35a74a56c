package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.learner.Learner;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Validations on all samples, as a run does them, and how long the last one took. Confined to one thread. */
final class MeasuredValidation {
    private final LoadedData data;
    private final Learner learner;
    private final OwnRun own;
    private final BatchBuffers buffers;
    private Map<String, Double> metrics = Map.of();
    private double seconds;

    /** @param own asks metrics of users' own */
    MeasuredValidation(TrainingSpec spec, LoadedData data, Learner learner, OwnRun own) {
        this.data = data;
        this.learner = learner;
        this.own = own;
        BatchPlan plan = BatchPlan.of(data.validation().size(), spec.training().batchSize());
        buffers = new BatchBuffers(data.validation(), plan.largest());
    }

    /** Validates once more. */
    void measure() throws IOException {
        long start = System.nanoTime();
        Map<String, Double> measured = new TreeMap<>();
        try (BatchLoader batches = batches()) {
            measured.putAll(learner.evaluate(batches));
        }
        measured.putAll(own.validate(learner, data, this::batches));
        Map<String, Double> named = new TreeMap<>();
        measured.forEach((name, value) -> named.put(MetricNames.VALIDATION + name, value));
        metrics = named;
        seconds = (System.nanoTime() - start) / 1e9;
    }

    private BatchLoader batches() {
        return BatchLoader.inSequence(data.validation(), buffers);
    }

    /** Metrics of the last one, by path. */
    Map<String, Double> metrics() {
        return metrics;
    }

    /** What the last one took. */
    Timing timing() {
        return new Timing(seconds, 0, 1);
    }
}
