package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import java.util.List;

/**
 * What was done to the features: (value × scale − mean) ÷ deviation, computed in double and rounded to float32 at
 * the end. Whoever uses the model repeats it.
 *
 * @param description one sentence for people
 * @param columns the features in the order of the sample, by the columns that they are; empty where features have no names
 * @param scale what every value was multiplied by
 * @param means one a feature, from the training part; empty: features were not standardized
 * @param deviations population standard deviation, one a feature, from the training part, 1 for a constant feature
 * @param encodings how the columns of a table became features, each with the scale of its own; empty: each is one feature
 */
public record Preprocessing(
        String description,
        List<String> columns,
        double scale,
        List<Double> means,
        List<Double> deviations,
        List<ColumnEncoding> encodings) {
    public Preprocessing {
        // packages of earlier versions know numbers alone
        encodings = encodings == null ? List.of() : List.copyOf(encodings);
    }

    /** Of features that are numbers as they were read. */
    public Preprocessing(
            String description, List<String> columns, double scale, List<Double> means, List<Double> deviations) {
        this(description, columns, scale, means, deviations, List.of());
    }

    public static Preprocessing scaled(String description, List<String> columns, double scale) {
        return new Preprocessing(description, columns, scale, List.of(), List.of());
    }

    /** The columns of the table in the order of the sample. */
    public List<String> inputs() {
        return encodings.isEmpty()
                ? columns
                : encodings.stream().map(ColumnEncoding::column).toList();
    }

    /** What values of a feature were multiplied by. */
    public double scaleOf(int feature) {
        int end = 0;
        for (ColumnEncoding encoding : encodings) {
            end += encoding.features().size();
            if (feature < end) {
                return encoding instanceof ColumnEncoding.Numbers numbers ? numbers.scale() : 1;
            }
        }
        return scale;
    }
}
