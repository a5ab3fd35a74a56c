package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An estimate as a table for people. */
public final class EstimateWords {
    private static final Messages MESSAGES = Messages.of(EstimateWords.class);

    private final Audience audience;
    private final Estimate estimate;

    private EstimateWords(Audience audience, Estimate estimate) {
        this.audience = audience;
        this.estimate = estimate;
    }

    /** A line of the table. */
    public record Row(String label, String value) {}

    /** The whole table, for whoever reads it. */
    public static List<Row> rows(Audience audience, Estimate estimate) {
        return new EstimateWords(audience, estimate).rows();
    }

    /** How long the run takes, in one sentence without a full stop. */
    public static String total(Audience audience, Estimate estimate) {
        return new EstimateWords(audience, estimate).run();
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>(List.of(
                row("label.device", estimate.device()),
                row("label.step", step()),
                row("label.epoch", epoch()),
                row("label.around", around()),
                row("label.run", run()),
                row("label.throughput", throughput()),
                row("label.compute", compute()),
                row("label.parameters", Quantity.count(estimate.parameters())),
                row("label.memory", memory()),
                row("label.disk", disk())));
        estimate.outlook().ifPresent(outlook -> rows.addAll(new OutlookWords(audience, outlook).rows()));
        return rows;
    }

    private Row row(String label, String value) {
        return new Row(say(label), value.stripTrailing());
    }

    private String say(String key, Object... values) {
        return MESSAGES.say(audience, key, values);
    }

    private String step() {
        return say("step", milliseconds(estimate.step()), estimate.step().count());
    }

    private String epoch() {
        return say("epoch", duration(estimate.epoch()), Quantity.count(estimate.stepsPerEpoch()));
    }

    private String around() {
        return say(
                "around",
                Quantity.duration(estimate.starting(), audience),
                Quantity.duration(estimate.ending(), audience));
    }

    private String run() {
        String total = estimate.total()
                .map(time -> say(
                        "total",
                        duration(time),
                        Quantity.of(estimate.plannedEpochs().orElseThrow(), "epoch", audience)))
                .orElseGet(() -> say("endless"));
        return total
                + estimate.maximumSeconds()
                        .map(most -> say("maximum", Quantity.duration(most, audience)))
                        .orElse("");
    }

    private String throughput() {
        String samples = Quantity.approximate(estimate.samplesPerSecond());
        return estimate.tokensPerSecond()
                .map(tokens -> say("throughputOfText", Quantity.approximate(tokens), samples))
                .orElseGet(() -> say("throughput", samples));
    }

    private String compute() {
        String achieved = say(
                "compute",
                Quantity.approximate(estimate.flopPerStep()),
                Quantity.approximate(estimate.flopPerSecond()));
        return achieved
                + estimate.mfu()
                        .map(share -> say("utilisation", Quantity.percent(share)))
                        .orElse("");
    }

    private String memory() {
        Estimate.Memory memory = estimate.memory();
        int processes = estimate.processes().orElse(1);
        String held = say(
                processes > 1 ? "memoryOfAll" : "memory",
                Quantity.bytes(memory.process()),
                Quantity.bytes(memory.parameters()),
                Quantity.bytes(memory.gradients()),
                Quantity.bytes(memory.optimizerState()),
                Quantity.bytes(memory.activations()),
                processes);
        return memory.checkpointCopy() == 0
                ? held
                : held + say("checkpointCopy", Quantity.bytes(memory.checkpointCopy()));
    }

    private String disk() {
        Estimate.Disk disk = estimate.disk();
        String most = say(
                "disk",
                Quantity.bytes(disk.total()),
                Quantity.bytes(disk.checkpoint()),
                Quantity.bytes(disk.checkpoints()),
                Quantity.bytes(disk.modelPackage()),
                Quantity.bytes(disk.logs()),
                Quantity.bytes(disk.reports()));
        long least = disk.leastCheckpoints();
        return least == 0 || least == disk.checkpoints()
                ? most
                : most + say("leastCheckpoints", Quantity.bytes(disk.checkpoints() - least));
    }

    private static String milliseconds(Timing timing) {
        return String.format(Locale.ROOT, "%.2f ms (± %.2f)", 1e3 * timing.seconds(), 1e3 * timing.error());
    }

    private String duration(Timing timing) {
        return Quantity.duration(timing.seconds(), audience) + " (± " + Quantity.duration(timing.error(), audience)
                + ")";
    }
}
