package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.trainer.estimate.Estimate;
import io.jenkins.trainmodel.trainer.estimate.Timing;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Locale;

/** An estimate as a table for people. */
final class EstimateWords {
    private EstimateWords() {}

    static String of(TrainingSpec spec, Estimate estimate) {
        String total = estimate.total()
                .map(time -> duration(time) + " for "
                        + Quantity.of(estimate.plannedEpochs().orElseThrow(), "epoch")
                        + ", if no rule ends it earlier")
                .orElse("the rules set no number of epochs or steps");
        String limit = Limits.of(spec.stopWhen())
                .duration()
                .map(most -> "; maxDuration ends it after " + Quantity.duration(most.toMillis() / 1e3))
                .orElse("");
        Estimate.Memory memory = estimate.memory();
        Estimate.Disk disk = estimate.disk();
        return String.join(
                System.lineSeparator(),
                line("device", estimate.device()),
                line(
                        "one step",
                        milliseconds(estimate.step()) + ", measured over "
                                + estimate.step().count() + " steps"),
                line(
                        "one epoch",
                        duration(estimate.epoch()) + ": " + Quantity.of(estimate.stepsPerEpoch(), "step")
                                + ", validation, events, its share of checkpoints"),
                line(
                        "around it",
                        Quantity.duration(estimate.starting()) + " to start, " + Quantity.duration(estimate.ending())
                                + " to save and verify the model"),
                line("the run", total + limit),
                line("throughput", Quantity.approximate(estimate.samplesPerSecond()) + " samples/s"),
                line(
                        "compute",
                        Quantity.approximate(estimate.flopPerStep()) + " FLOP" + " a step, "
                                + Quantity.approximate(estimate.flopPerSecond()) + " FLOP/s" + " achieved"),
                line("parameters", Quantity.count(estimate.parameters())),
                line(
                        "memory",
                        "%s for the process: of it parameters %s, gradients %s, optimizer %s, activations of a batch about %s"
                                .formatted(
                                        Quantity.bytes(memory.process()),
                                        Quantity.bytes(memory.parameters()),
                                        Quantity.bytes(memory.gradients()),
                                        Quantity.bytes(memory.optimizerState()),
                                        Quantity.bytes(memory.activations()))),
                line(
                        "disk",
                        "%s: a checkpoint %s, those kept at once %s, the model package %s, events and TensorBoard %s, reports %s"
                                .formatted(
                                        Quantity.bytes(disk.total()),
                                        Quantity.bytes(disk.checkpoint()),
                                        Quantity.bytes(disk.checkpoints()),
                                        Quantity.bytes(disk.modelPackage()),
                                        Quantity.bytes(disk.logs()),
                                        Quantity.bytes(disk.reports()))));
    }

    private static String line(String label, String value) {
        return "%-11s %s".formatted(label, value.stripTrailing());
    }

    private static String milliseconds(Timing timing) {
        return String.format(Locale.ROOT, "%.2f ms (± %.2f)", 1e3 * timing.seconds(), 1e3 * timing.error());
    }

    private static String duration(Timing timing) {
        return Quantity.duration(timing.seconds()) + " (± " + Quantity.duration(timing.error()) + ")";
    }
}
