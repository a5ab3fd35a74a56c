package io.jenkins.trainmodel.spec.metric;

import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import java.util.List;

/** What a test measures of a model, whatever else the specification names. */
public final class TestMetrics {
    private static final List<String> CLASSIFIER =
            List.of("loss", "accuracy", "precision", "recall", "f1", "rocAuc", "prAuc", "calibrationError");
    private static final List<String> REGRESSION = List.of("loss", "mae", "rmse", "meanError", "r2");

    /** The others are measured where the specification names them, as those of validation. */
    private static final List<String> LANGUAGE_MODEL = List.of("loss");

    /** Of several targets, each in its unit. */
    private static final List<String> TARGETS = List.of("loss", "mae", "rmse");

    private TestMetrics() {}

    /** Their names without prefix. */
    public static List<String> usual(ReadContext context) {
        Task task = DataDeclaration.task(context);
        if (task == Task.CLASSIFICATION) {
            return CLASSIFIER;
        }
        if (task == Task.LANGUAGE_MODEL) {
            return LANGUAGE_MODEL;
        }
        return DataDeclaration.hasSeveralTargets(context) ? TARGETS : REGRESSION;
    }
}
