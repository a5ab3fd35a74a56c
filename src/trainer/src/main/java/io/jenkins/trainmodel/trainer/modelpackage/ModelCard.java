package io.jenkins.trainmodel.trainer.modelpackage;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** A model's README: what it is, on which data, how good, why training stopped, how to use it. */
record ModelCard(ModelPackageContent content) {
    private static final int CLASSES_SHOWN = 100;
    private static final String MISSING = "–";

    String text() {
        return String.join(
                "\n",
                new FrontMatter(training(), content.script().isPresent()).text(),
                "# " + Markdown.text(training().name()) + "\n",
                what() + lineage(),
                "## Data\n",
                data(),
                "## How good it is\n",
                metrics(),
                "## Why training stopped\n",
                why(),
                usage() + new OnnxSection(training().data(), content.onnx()).text(),
                new FilesSection(content).text(),
                "## Limits and licence\n",
                limits());
    }

    private String usage() {
        return content.ownBlock()
                .map(block -> new OwnCodeSection(
                                training(), block, !content.code().jars().isEmpty())
                        .text())
                .orElseGet(() -> new UsageSection(training().data(), content.huggingFace(), content.adapter()).text());
    }

    private TrainingRecord training() {
        return content.training();
    }

    private String what() {
        TrainingRecord.Data data = training().data();
        String task = switch (data.task()) {
            case CLASSIFICATION -> "tells " + data.classNames().size() + " classes apart";
            case REGRESSION -> "predicts a number";
            case LANGUAGE_MODEL -> "predicts the next token of a text";
            case FORECAST -> "predicts the next steps of a series";
        };
        return String.format(
                Locale.ROOT,
                "A network of the kind %s with %,d parameters that %s. A sample has the shape %s. It was trained for"
                        + " %s (%,d steps, %s); the parameters are those after %s.\n",
                Markdown.code(training().network().family()),
                training().network().parameters(),
                task,
                Markdown.code(data.sampleShape().toString()),
                Quantity.of(training().result().epochs(), "epoch"),
                training().result().steps(),
                duration(training().result().elapsedSeconds()),
                kept());
    }

    /** When the parameters were what they are; within an epoch only a step tells. */
    private String kept() {
        TrainingRecord.Packaged packaged = training().result().packaged();
        return packaged.withinEpoch() || packaged.epoch() == 0
                ? "step " + packaged.step()
                : "epoch " + packaged.epoch();
    }

    private String lineage() {
        String files = pretrained();
        return training()
                .lineage()
                .map(lineage -> "\n" + new LineageSection(lineage).text() + files)
                .orElse(files.isEmpty() ? "" : "\n" + LineageSection.HEADING + files);
    }

    /** The model of the Hugging Face layout whose parameters were the first ones. */
    private String pretrained() {
        JsonNode model = training().specification().path("model");
        boolean first = model.path("type").asText().equals("huggingface")
                && training().lineage().filter(TrainingRecord.Lineage::isWarm).isEmpty();
        return first
                ? "It began with the parameters of the Hugging Face model in "
                        + Markdown.code(model.path("path").asText()) + ", of which the SHA-256 is "
                        + Markdown.code(model.path("sha256").asText()) + "."
                        + selected(" Begun anew: ", model.path("reset"))
                        + selected(" Left as they were: ", model.path("freeze")) + "\n"
                : "";
    }

    private static String selected(String before, JsonNode patterns) {
        String shown = StreamSupport.stream(patterns.spliterator(), false)
                .map(pattern -> Markdown.code(pattern.asText()))
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "" : before + shown + ".";
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d of training time", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private String data() {
        TrainingRecord.Data data = training().data();
        return String.format(
                        Locale.ROOT,
                        "%s: %,d samples for training, %,d for validation. SHA-256 of the content: %s.\n\nInput: %s.\n",
                        Markdown.text(data.source()),
                        data.trainSamples(),
                        data.validationSamples(),
                        Markdown.code(data.fingerprint()),
                        Markdown.text(data.preprocessing().description()))
                + classTable(data);
    }

    private static String classTable(TrainingRecord.Data data) {
        if (data.classNames().isEmpty()) {
            return "";
        }
        int shown = Math.min(CLASSES_SHOWN, data.classNames().size());
        String rows = IntStream.range(0, shown)
                .mapToObj(index -> String.format(
                        Locale.ROOT,
                        "| %d | %s | %,d |\n",
                        index,
                        Markdown.text(data.classNames().get(index)),
                        data.classCounts().get(index)))
                .collect(Collectors.joining());
        String rest = shown < data.classNames().size() ? "\nAll classes are in `training().json`.\n" : "";
        return "\n| output | class | training samples |\n| ---: | --- | ---: |\n" + rows + rest;
    }

    private String metrics() {
        TrainingRecord.Result result = training().result();
        SortedSet<String> names = new TreeSet<>(result.packaged().metrics().keySet());
        names.addAll(result.lastMetrics().keySet());
        String rows = names.stream()
                .filter(name -> name.startsWith(MetricNames.TRAIN) || name.startsWith(MetricNames.VALIDATION))
                .map(name -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s |\n",
                        Markdown.code(name),
                        cell(result.packaged().metrics(), name),
                        cell(result.lastMetrics(), name),
                        best(result.bestMetrics().get(name))))
                .collect(Collectors.joining());
        return "| metric | this model (" + kept() + ") | last epoch (" + result.epochs()
                + ") | best |\n| --- | ---: | ---: | ---: |\n" + rows;
    }

    private static String cell(Map<String, Double> metrics, String name) {
        Double value = metrics.get(name);
        return value == null ? MISSING : Markdown.number(value);
    }

    private static String best(Best best) {
        return best == null ? MISSING : Markdown.number(best.value()) + " (epoch " + best.epoch() + ")";
    }

    private String why() {
        String reason = Markdown.text(training().result().reason());
        return reason + (reason.endsWith(".") ? "" : ".") + " Outcome: "
                + training().result().outcome().word() + ".\n";
    }

    private static String limits() {
        return "The numbers above hold for data like that which it was validated on, and nothing was measured beyond them."
                + " Nobody has stated yet what the model may be used for, what it must not be used for, or under which"
                + " licence it and its data stand: the owner should write that here before passing it on.\n";
    }
}
