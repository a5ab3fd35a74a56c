package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import java.time.Duration;

/** The object under {@code reporting}. */
final class ReportingDeclaration {
    static final ReportingSpec STANDARD = new ReportingSpec(50, Duration.ofSeconds(5), true);

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

    static final ObjectType<ReportingSpec> TYPE = ObjectType.<ReportingSpec>named(
                    "reporting", "What is written while training.")
            .key(EVERY_STEPS)
            .key(TELEMETRY_EVERY)
            .key(TENSORBOARD)
            .build(values ->
                    new ReportingSpec(values.get(EVERY_STEPS), values.get(TELEMETRY_EVERY), values.get(TENSORBOARD)));

    private ReportingDeclaration() {}
}
