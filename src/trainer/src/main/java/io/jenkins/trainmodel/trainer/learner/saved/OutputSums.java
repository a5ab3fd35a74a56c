package io.jenkins.trainmodel.trainer.learner.saved;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.objective.LogitLoss;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What can be told of a model from its outputs alone, in double precision and without the engine: the loss that was trained,
 * and the accuracy of a classifier or the root of the mean squared error of a regression or forecast.
 */
final class OutputSums {
    private final double labelScale;
    private final Optional<Forecast> forecast;
    private final Task task;
    private final LogitLoss logitLoss;
    private final Optional<SampleLoss> outside;
    private double loss;
    private double lossOutside;
    private double weight;
    private long right;
    private long samples;

    OutputSums(LearnerSettings settings) {
        task = settings.task();
        labelScale = settings.labelScale();
        forecast = settings.forecast();
        logitLoss = settings.logitLoss();
        outside = settings.loss();
    }

    /** Adds a batch; {@code outputs} holds as many values for each of its samples. */
    void add(float[] outputs, Batch batch) {
        int width = outputs.length / batch.size();
        for (int sample = 0; sample < batch.size(); sample++) {
            if (task == Task.CLASSIFICATION) {
                addLogits(
                        outputs,
                        sample * width,
                        width,
                        Math.toIntExact(batch.labels().getLong(sample * Long.BYTES)));
            } else if (forecast.isPresent()) {
                addForecast(outputs, batch, sample, forecast.get());
            } else {
                double error = labelScale * (outputs[sample] - batch.labels().getFloat(sample * Float.BYTES));
                loss += error * error;
                weight++;
            }
        }
        samples += batch.size();
        outside.ifPresent(
                told -> lossOutside += Arrays.stream(told.of(outputs, batch)).sum());
    }

    private void addForecast(float[] outputs, Batch batch, int sample, Forecast of) {
        int width = of.outputs();
        for (int output = 0; output < width; output++) {
            float label = batch.labels().getFloat(of.label(sample, output) * Float.BYTES);
            double error = of.scaling(output).scale() * (outputs[sample * width + output] - (double) label);
            loss += error * error;
            weight++;
        }
    }

    private void addLogits(float[] outputs, int from, int classes, int label) {
        int best = 0;
        for (int output = 1; output < classes; output++) {
            best = outputs[from + output] > outputs[from + best] ? output : best;
        }
        right += best == label ? 1 : 0;
        loss += logitLoss.of(outputs, from, classes, label);
        weight += logitLoss.weight(label);
    }

    /** The metrics by name, without prefix; not numbers where there was no sample. */
    Map<String, Double> metrics() {
        double ofTask = loss / weight;
        double mean = outside.isPresent() ? lossOutside / samples : ofTask;
        return task == Task.CLASSIFICATION
                ? Map.of(Objective.LOSS, mean, "accuracy", (double) right / samples)
                : Map.of(Objective.LOSS, mean, "rmse", Math.sqrt(ofTask));
    }
}
