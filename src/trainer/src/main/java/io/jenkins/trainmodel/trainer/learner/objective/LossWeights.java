package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import java.util.List;

/**
 * How much samples of each class count in the loss.
 *
 * @param wanted as a specification says
 * @param classCounts training samples per class
 */
public record LossWeights(ClassWeights wanted, List<Long> classCounts) {
    /** One a class, or none where all count the same. */
    public float[] of(int classes) {
        if (wanted instanceof ClassWeights.Given given) {
            return given(given.weights(), classes);
        }
        return wanted instanceof ClassWeights.Balanced ? balanced() : new float[0];
    }

    private static float[] given(List<Double> weights, int classes) {
        if (weights.size() != classes) {
            throw new IllegalArgumentException(
                    "classWeights has " + weights.size() + " weights, but the data has " + classes + " classes");
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
