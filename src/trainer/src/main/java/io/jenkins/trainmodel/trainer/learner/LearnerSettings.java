package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.TrainingSpec.ClassWeights;
import io.jenkins.trainmodel.spec.TrainingSpec.LearningSpec;
import io.jenkins.trainmodel.spec.TrainingSpec.Task;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.util.List;

/**
 * What a learner is made from.
 *
 * @param classCounts training samples per class, for balanced weights; empty for regression
 * @param seed seeds first parameters and dropout
 */
public record LearnerSettings(
        Architecture architecture, Task task, LearningSpec learning, List<Long> classCounts, long seed) {
    public LearnerSettings {
        classCounts = List.copyOf(classCounts);
    }

    /** For this specification and its data. */
    public static LearnerSettings of(TrainingSpec spec, LoadedData data) {
        Task task = spec.data().task();
        int outputs = task == Task.CLASSIFICATION ? data.classNames().size() : 1;
        Architecture architecture =
                Networks.build(spec.model().type(), spec.model().options(), data.sampleShape(), outputs);
        return new LearnerSettings(architecture, task, spec.training(), data.classCounts(), spec.seed());
    }

    Objective objective() {
        return task == Task.CLASSIFICATION
                ? new Classification(
                        architecture.outputs(), learning.metrics(), learning.labelSmoothing(), classWeights())
                : new Regression(learning.metrics());
    }

    private float[] classWeights() {
        if (learning.classWeights() instanceof ClassWeights.Given given) {
            return given(given.weights());
        }
        return learning.classWeights() instanceof ClassWeights.Balanced ? balanced() : new float[0];
    }

    private float[] given(List<Double> weights) {
        if (weights.size() != architecture.outputs()) {
            throw new IllegalArgumentException("classWeights has " + weights.size() + " weights, but the data has "
                    + architecture.outputs() + " classes");
        }
        return floats(weights);
    }

    /** Samples / (classes × samples of the class); a class without training samples counts as one of average size. */
    private float[] balanced() {
        double samples = classCounts.stream().mapToLong(Long::longValue).sum();
        return floats(classCounts.stream()
                .map(count -> count == 0 ? 1 : samples / (classCounts.size() * (double) count))
                .toList());
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }
}
