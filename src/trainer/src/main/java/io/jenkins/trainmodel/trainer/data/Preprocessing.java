package io.jenkins.trainmodel.trainer.data;

import java.util.List;

/**
 * What was done to the features: (value × scale − mean) ÷ deviation, computed in double and rounded to float32 at
 * the end. Whoever uses the model repeats it.
 *
 * @param description one sentence for people
 * @param columns the feature columns in the order of the sample; empty where features have no names
 * @param scale what every value was multiplied by
 * @param means one a feature, from the training part; empty: features were not standardized
 * @param deviations population standard deviation, one a feature, from the training part, 1 for a constant feature
 */
public record Preprocessing(
        String description, List<String> columns, double scale, List<Double> means, List<Double> deviations) {

    public static Preprocessing scaled(String description, List<String> columns, double scale) {
        return new Preprocessing(description, columns, scale, List.of(), List.of());
    }
}
