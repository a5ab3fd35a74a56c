package io.jenkins.trainmodel.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The names in a run directory. Whoever touches a run's files asks here. */
public record RunDirectory(Path root) {

    /** What makes this a run directory; holds whose run it is. */
    public Path marker() {
        return root.resolve(".train-model-run");
    }

    /** The effective specification: defaults filled in, no secrets. */
    public Path specification() {
        return root.resolve("spec.json");
    }

    /** The append-only event log, one JSON object a line. */
    public Path events() {
        return root.resolve("events.jsonl");
    }

    /** One file a command, renamed into place; removed after the event that answers it. */
    public Path commands() {
        return root.resolve("commands");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** The checkpoint with this number. */
    public Path checkpoint(int number) {
        return checkpoints().resolve(String.format(Locale.ROOT, "%06d", number));
    }

    /** The model package. */
    public Path model() {
        return root.resolve("model");
    }

    /** What the kept model does on test data. */
    public Path test() {
        return root.resolve("test.json");
    }

    /** TensorBoard event files. */
    public Path tensorboard() {
        return root.resolve("tensorboard");
    }

    public Path reportJson() {
        return root.resolve("report.json");
    }

    public Path reportHtml() {
        return root.resolve("report.html");
    }

    public Path metricsCsv() {
        return root.resolve("metrics.csv");
    }

    /** The metrics of the reference's epochs, so that its curves outlive it; written as {@link #metricsCsv()}. */
    public Path reference() {
        return root.resolve("reference.csv");
    }

    /** The log for people and for support, beside the console. */
    public Path log() {
        return root.resolve("train.log");
    }

    /** What a watched program is told by files and says by one. */
    public Path watch() {
        return root.resolve("watch");
    }

    /** What a watched program has printed. */
    public Path output() {
        return root.resolve("output.log");
    }

    /** Held by the process that trains in this directory. */
    public Path lock() {
        return root.resolve(".lock");
    }

    /** All of them: the files of a run, and the folders that are its own with all that is in them. */
    public List<Path> own() {
        return List.of(
                marker(),
                specification(),
                events(),
                commands(),
                checkpoints(),
                model(),
                test(),
                tensorboard(),
                reportJson(),
                reportHtml(),
                metricsCsv(),
                reference(),
                log(),
                watch(),
                output(),
                lock());
    }
}
