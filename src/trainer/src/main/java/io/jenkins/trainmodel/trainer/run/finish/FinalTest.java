package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.evaluation.ClassifierTest;
import io.jenkins.trainmodel.evaluation.RegressionTest;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Measures what the learner holds, once, on samples that neither trained it nor chose it. */
record FinalTest(RunContext run) {

    /**
     * The result; empty where the specification keeps no samples for a test.
     *
     * @throws ArithmeticException if the model's outputs are not finite
     */
    Optional<TestResult> measure() throws Exception {
        Optional<Samples> samples = run.data().test();
        return samples.isPresent() ? Optional.of(measure(samples.get())) : Optional.empty();
    }

    private TestResult measure(Samples samples) throws Exception {
        TestResult result = run.data()
                .forecast()
                .map(forecast -> forecasts(samples, forecast))
                .orElseGet(() -> run.spec().data().task() == Task.CLASSIFICATION ? classes(samples) : numbers(samples));
        Map<String, Double> further = new TreeMap<>();
        try (BatchLoader batches = batches(samples)) {
            run.learner().evaluate(batches).forEach((name, value) -> {
                if (!result.metrics().containsKey(name)) {
                    further.put(name, value);
                }
            });
        }
        return result.with(further);
    }

    private BatchLoader batches(Samples samples) {
        return BatchLoader.inSequence(samples, run.spec().training().batchSize());
    }

    private TestResult classes(Samples samples) {
        ClassifierTest test = new ClassifierTest(run.data().classNames(), samples.size());
        int classes = run.data().classNames().size();
        float[] probabilities = new float[classes];
        try (BatchLoader batches = batches(samples)) {
            run.learner().predict(batches, (batch, logits) -> {
                for (int sample = 0; sample < batch.size(); sample++) {
                    softmax(logits, sample * classes, probabilities);
                    test.add((int) batch.labels().getLong(sample * Long.BYTES), probabilities);
                }
            });
        }
        return test.result();
    }

    /** The largest logit is taken off first, so that no exponential overflows. */
    private static void softmax(float[] logits, int from, float[] probabilities) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < probabilities.length; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += Math.exp(logits[from + i] - largest);
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[from + i] - largest) / sum);
        }
    }

    private TestResult numbers(Samples samples) {
        RegressionTest test = new RegressionTest();
        LabelScaling scaling = run.data().labelScaling();
        try (BatchLoader batches = batches(samples)) {
            run.learner().predict(batches, (batch, outputs) -> {
                for (int sample = 0; sample < batch.size(); sample++) {
                    test.add(scaling.undo(label(batch, sample)), scaling.undo(outputs[sample]));
                }
            });
        }
        return test.result();
    }

    /** Every predicted value is one to judge, whatever its target and however far ahead. */
    private TestResult forecasts(Samples samples, Forecast forecast) {
        RegressionTest test = new RegressionTest();
        int width = forecast.outputs();
        try (BatchLoader batches = batches(samples)) {
            run.learner().predict(batches, (batch, outputs) -> {
                for (int value = 0; value < batch.size() * width; value++) {
                    LabelScaling scaling = forecast.scaling(value % width);
                    int place = forecast.label(value / width, value % width);
                    test.add(scaling.undo(label(batch, place)), scaling.undo(outputs[value]));
                }
            });
        }
        return forecast.targets().size() > 1 ? test.result().ofSeveralUnits() : test.result();
    }

    private static float label(Batch batch, int place) {
        return batch.labels().getFloat(place * Float.BYTES);
    }
}
