package io.jenkins.trainmodel.spec.metric;

import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.own.CustomMetric;
import io.jenkins.trainmodel.spec.own.CustomMetricDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys under which a specification says what is measured, and when. */
public final class MetricKeys {
    public static final Key<Measured, List<String>> METRICS = Key.derived(
            "metrics",
            new MetricListType(),
            Measured::metrics,
            "accuracy for classification; mae, rmse, r2 for regression; perplexity, bitsPerByte, accuracy for text;"
                    + " mae, rmse, mase, relativeMae for series",
            (values, context) -> Optional.of(RunMetrics.standard(DataDeclaration.task(context))),
            "What is measured besides the loss, on training and validation data.");
    public static final Key<Measured, List<CustomMetric>> CUSTOM_METRICS = Key.of(
            "customMetrics",
            CustomMetricDeclaration.LIST,
            Measured::customMetrics,
            List.of(),
            "Metrics of your own, measured besides on validation and test data.");
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

    /** The names of those that users have written, without prefix. */
    public static List<String> customMetrics(ReadContext context) {
        return context.find(CUSTOM_METRICS).orElse(List.of()).stream()
                .map(CustomMetric::name)
                .toList();
    }

    /** Every metric has a name of its own, and what a network says of text is too much to be handed on. */
    public static void checkCustomMetrics(Values values, ReadContext context) {
        List<CustomMetric> own = values.find(CUSTOM_METRICS).orElse(List.of());
        List<String> known = Stream.concat(
                        TestMetrics.usual(context).stream(), values.find(METRICS).orElse(List.of()).stream())
                .toList();
        CustomMetricDeclaration.twice(known, own)
                .ifPresent(name -> context.report(
                        values.node(CUSTOM_METRICS),
                        "two metrics with the name `" + name + "`",
                        "a name of its own for each, such as {part: PART, name: NAME}"));
        if (!own.isEmpty() && DataDeclaration.task(context) == Task.LANGUAGE_MODEL) {
            context.report(
                    values.node(CUSTOM_METRICS),
                    "metrics of your own for a language model",
                    "no metrics of your own, or data that is no text");
        }
    }

    /** Whether validation also runs within an epoch; empty where the specification of it is wrong. */
    static Optional<Boolean> validatesWithinEpochs(ReadContext context) {
        return context.find(VALIDATE_EVERY_STEPS).map(Optional::isPresent);
    }
}
