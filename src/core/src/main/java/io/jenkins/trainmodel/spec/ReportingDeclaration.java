package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.time.Duration;
import java.util.List;

/** The object under {@code reporting}. */
final class ReportingDeclaration {
    private static final int MOST_SAMPLES = 20;
    private static final int LONGEST_PROMPT = 1000;
    private static final int MOST_TOKENS = 1000;
    static final ReportingSpec STANDARD = new ReportingSpec(50, Duration.ofSeconds(5), true, true, List.of(), 100);

    private static final Key<ReportingSpec, Integer> EVERY_STEPS = Key.of(
            "everySteps",
            Types.integer(1),
            ReportingSpec::everySteps,
            STANDARD.everySteps(),
            "Optimizer steps between two readings of loss and metrics from the device.");
    private static final Key<ReportingSpec, Duration> TELEMETRY_EVERY = Key.of(
            "telemetryEvery",
            Types.duration(),
            ReportingSpec::telemetryEvery,
            STANDARD.telemetryEvery(),
            "Time between two readings of host, process and GPU statistics.");
    private static final Key<ReportingSpec, Boolean> TENSORBOARD = Key.of(
            "tensorboard",
            Types.truth(),
            ReportingSpec::tensorboard,
            STANDARD.tensorboard(),
            "Whether event files for TensorBoard are written.");

    private static final Key<ReportingSpec, Boolean> IMAGES = Key.of(
            "images",
            Types.truth(),
            ReportingSpec::images,
            STANDARD.images(),
            "Whether the report shows a few training images as augmentation varies them.");
    private static final Key<ReportingSpec, List<String>> SAMPLES = Key.of(
            "samples",
            Types.list(Types.text("a prompt", LONGEST_PROMPT), 0, MOST_SAMPLES),
            ReportingSpec::samples,
            STANDARD.samples(),
            "Prompts from which a language model goes on after every epoch; the report shows what it makes of them.");
    private static final Key<ReportingSpec, Integer> SAMPLE_TOKENS = Key.of(
            "sampleTokens",
            Types.integer(1, MOST_TOKENS),
            ReportingSpec::sampleTokens,
            STANDARD.sampleTokens(),
            "How many tokens are made for each of the prompts at most; a text ends at 4,000 characters.");
    static final ObjectType<ReportingSpec> TYPE = ObjectType.<ReportingSpec>named(
                    "reporting", "What is written while training.")
            .key(EVERY_STEPS)
            .key(TELEMETRY_EVERY)
            .key(TENSORBOARD)
            .key(IMAGES)
            .key(SAMPLES)
            .key(SAMPLE_TOKENS)
            .check((values, context) -> context.afterwards(() -> checkSamples(values, context)))
            .build(values -> new ReportingSpec(
                    values.get(EVERY_STEPS),
                    values.get(TELEMETRY_EVERY),
                    values.get(TENSORBOARD),
                    values.get(IMAGES),
                    values.get(SAMPLES),
                    values.get(SAMPLE_TOKENS)));

    private ReportingDeclaration() {}

    /** Only a language model writes. */
    private static void checkSamples(Values values, ReadContext context) {
        boolean wanted =
                values.find(SAMPLES).filter(prompts -> !prompts.isEmpty()).isPresent();
        if (wanted && DataDeclaration.task(context) != Task.LANGUAGE_MODEL) {
            context.report(
                    values.node(SAMPLES),
                    "prompts for a network that writes no text",
                    "no samples, or data of the type text");
        }
    }
}
