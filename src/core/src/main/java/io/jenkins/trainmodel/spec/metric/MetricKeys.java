package io.jenkins.trainmodel.spec.metric;

import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import java.util.List;
import java.util.Optional;

/** The keys under which a specification says what is measured, and when. */
public final class MetricKeys {
    public static final Key<Measured, List<String>> METRICS = Key.derived(
            "metrics",
            new MetricListType(),
            Measured::metrics,
            "accuracy for classification; mae, rmse, r2 for regression; perplexity, bitsPerByte, accuracy for text; mae,"
                    + " rmse, mase, relativeMae for series",
            (values, context) -> Optional.of(RunMetrics.standard(DataDeclaration.task(context))),
            "What is measured besides the loss, on training and validation data.");
    public static final Key<Measured, Optional<Integer>> VALIDATE_EVERY_STEPS = Key.optional(
            "validateEverySteps",
            Types.integer(1),
            Measured::validateEverySteps,
            "Optimizer steps between two validations within an epoch; without it, only its end is validated.");

    private MetricKeys() {}

    /** The metrics of the run without prefix and loss; empty where the specification of them is wrong. */
    public static Optional<List<String>> metrics(ReadContext context) {
        return context.find(METRICS);
    }

    /** Whether validation also runs within an epoch; empty where the specification of it is wrong. */
    static Optional<Boolean> validatesWithinEpochs(ReadContext context) {
        return context.find(VALIDATE_EVERY_STEPS).map(Optional::isPresent);
    }
}
