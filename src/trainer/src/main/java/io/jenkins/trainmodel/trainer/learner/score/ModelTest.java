package io.jenkins.trainmodel.trainer.learner.score;

import io.jenkins.trainmodel.evaluation.ClassifierTest;
import io.jenkins.trainmodel.evaluation.RegressionTest;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Measures what a learner holds with all that is known of its task: a whole, class by class, and its residuals. Of a language
 * model that is what the engine sums over all tokens.
 *
 * @param signature what its outputs mean
 */
public record ModelTest(Learner learner, Task task, DataSignature signature) {

    /**
     * The result. Samples are read twice, those of text once: for what the engine sums, and for what is told from outputs.
     *
     * @param batches begins to read all samples
     * @param samples how many there are, about
     * @throws ArithmeticException if the model's outputs are not finite
     */
    public TestResult of(Supplier<? extends BatchStream> batches, long samples) {
        if (task == Task.LANGUAGE_MODEL) {
            return tokens(batches, samples);
        }
        TestResult result = ofOutputs(batches, samples);
        Map<String, Double> further = new TreeMap<>();
        try (BatchStream stream = batches.get()) {
            learner.evaluate(stream).forEach((name, value) -> {
                if (!result.metrics().containsKey(name)) {
                    further.put(name, value);
                }
            });
        }
        return result.with(further);
    }

    private TestResult tokens(Supplier<? extends BatchStream> batches, long samples) {
        try (BatchStream stream = batches.get()) {
            Map<String, Double> metrics = new TreeMap<>(learner.evaluate(stream));
            double loss = metrics.get(Objective.LOSS);
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException("the model's loss is " + loss + " on the test data");
            }
            metrics.values().removeIf(value -> !Double.isFinite(value));
            return new TestResult.LanguageModel(samples, metrics);
        }
    }

    private TestResult ofOutputs(Supplier<? extends BatchStream> batches, long samples) {
        try (BatchStream stream = batches.get()) {
            if (signature.forecast().isPresent()) {
                return forecasts(stream, signature.forecast().get());
            }
            return task == Task.CLASSIFICATION ? classes(stream, samples) : numbers(stream);
        }
    }

    private TestResult classes(BatchStream batches, long samples) {
        ClassifierTest test = new ClassifierTest(signature.classNames(), samples);
        int classes = signature.classNames().size();
        float[] probabilities = new float[classes];
        learner.predict(batches, (batch, logits) -> {
            for (int sample = 0; sample < batch.size(); sample++) {
                Probabilities.of(logits, sample * classes, probabilities);
                test.add((int) batch.labels().getLong(sample * Long.BYTES), probabilities);
            }
        });
        return test.result();
    }

    private TestResult numbers(BatchStream batches) {
        RegressionTest test = new RegressionTest();
        LabelScaling scaling = signature.labels();
        learner.predict(batches, (batch, outputs) -> {
            for (int sample = 0; sample < batch.size(); sample++) {
                test.add(scaling.undo(label(batch, sample)), scaling.undo(outputs[sample]));
            }
        });
        return test.result();
    }

    /** Every predicted value is one to judge, whatever its target and however far ahead. */
    private TestResult forecasts(BatchStream batches, Forecast forecast) {
        RegressionTest test = new RegressionTest();
        int width = forecast.outputs();
        learner.predict(batches, (batch, outputs) -> {
            for (int value = 0; value < batch.size() * width; value++) {
                LabelScaling scaling = forecast.scaling(value % width);
                int place = forecast.label(value / width, value % width);
                test.add(scaling.undo(label(batch, place)), scaling.undo(outputs[value]));
            }
        });
        return forecast.targets().size() > 1 ? test.result().ofSeveralUnits() : test.result();
    }

    private static float label(Batch batch, int place) {
        return batch.labels().getFloat(place * Float.BYTES);
    }
}
