package io.jenkins.trainmodel.trainer.watch.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.trainer.watch.file.GrowingFile;
import io.jenkins.trainmodel.trainer.watch.file.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reports as JSON, one object a line; {@code docs/watch.md} says which. Numbers that stand beside the known keys are metrics, so
 * that the line of a plain loop will do: {@code {"epoch": 1, "loss": 0.3, "val_loss": 0.4}}.
 */
final class JsonLinesSource implements ReportSource {
    private static final int LONGEST_TEXT = 1000;
    /** Of whole numbers that every language has. */
    private static final long LARGEST_STEP = 1L << 53;

    private static final JsonMapper MAPPER = BoundedJson.builder(1 << 20, 10)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final String name;
    private final GrowingFile file;
    private final MetricPaths paths;
    private final Lines lines = new Lines();
    private final EpochNumbers epochs = new EpochNumbers();
    private final RunningEpoch running = new RunningEpoch();
    private final NamedEpochs named = new NamedEpochs();
    /** Readings without a step, which are counted then. */
    private long counted;

    JsonLinesSource(Path file, MetricPaths paths) {
        this.name = file.getFileName().toString();
        this.file = new GrowingFile(file);
        this.paths = paths;
    }

    @Override
    public void read(Consumer<Report> reports) throws IOException {
        GrowingFile.Growth growth = file.read();
        if (growth.anew()) {
            lines.clear();
            epochs.clear();
            running.clear();
            named.clear();
            counted = 0;
        }
        lines.add(growth.bytes(), line -> take(line, reports), () -> tooLong(reports));
    }

    @Override
    public boolean hasMore() {
        return file.hasMore();
    }

    /** What lies behind a long line is read as well, of which a read gives nothing. */
    @Override
    public void finish(Consumer<Report> reports) throws IOException {
        do {
            read(reports);
        } while (hasMore());
        lines.finish(line -> take(line, reports), () -> tooLong(reports));
        named.finish().ifPresent(reports);
    }

    private void tooLong(Consumer<Report> reports) {
        reports.accept(new Report.Unreadable(place() + ": the line is longer than a mebibyte"));
    }

    private void take(String line, Consumer<Report> reports) {
        try {
            if (MAPPER.readTree(line) instanceof ObjectNode json) {
                reports.accept(report(json));
                named.open().ifPresent(reports);
            } else {
                reports.accept(new Report.Unreadable(place() + ": the line is no JSON object"));
            }
        } catch (JsonProcessingException damaged) {
            reports.accept(new Report.Unreadable(place() + ": the line is no JSON: " + JsonProblem.of(damaged)));
        } catch (IllegalArgumentException wrong) {
            reports.accept(new Report.Unreadable(place() + ": " + wrong.getMessage()));
        }
    }

    private String place() {
        return name + ", line " + lines.number();
    }

    private Report report(ObjectNode json) {
        OptionalDouble epoch = epoch(json);
        OptionalLong step = step(json);
        boolean over = step.isEmpty() && epoch.isPresent() && isWhole(epoch.getAsDouble());
        return switch (json.path("type").asText(over ? "epoch" : "step")) {
            case "epoch" -> end(epoch, step, metrics(json));
            case "step" -> reading(within(named.of(epoch)), step, metrics(json));
            case "checkpoint" ->
                new Report.Saved(
                        text(json, "path").orElseThrow(() -> new IllegalArgumentException("a checkpoint without path")),
                        within(epoch),
                        step);
            case "message" -> new Report.Remark(text(json, "message").orElse(""));
            default -> throw new IllegalArgumentException("the type is none of step, epoch, checkpoint and message");
        };
    }

    /** Only the end of an epoch tells from which number a program counts: a step at 0.3 and one at 0 may lie in the first. */
    private Report end(OptionalDouble epoch, OptionalLong step, Map<String, Double> metrics) {
        if (epoch.isEmpty()) {
            throw new IllegalArgumentException("the end of an epoch without epoch");
        }
        named.isOver();
        int over = epochs.of((int) Math.floor(epoch.getAsDouble()));
        return new Report.EpochEnd(over, step, running.end(metrics));
    }

    /** In which epoch something lies; empty while nobody knows from which number the program counts. */
    private OptionalInt within(OptionalDouble epoch) {
        if (epoch.isEmpty()) {
            return OptionalInt.empty();
        }
        int begun = (int) Math.floor(epoch.getAsDouble());
        return isWhole(epoch.getAsDouble())
                ? epochs.known(begun)
                : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, begun + 1L));
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number);
    }

    private Report reading(OptionalInt epoch, OptionalLong step, Map<String, Double> metrics) {
        running.read(metrics);
        if (step.isEmpty()) {
            counted++;
        }
        return new Report.Reading(epoch, step.orElse(counted), metrics);
    }

    private static OptionalDouble epoch(ObjectNode json) {
        JsonNode epoch = json.path("epoch");
        if (epoch.isMissingNode() || epoch.isNull()) {
            return OptionalDouble.empty();
        }
        double said = epoch.isNumber() ? epoch.doubleValue() : Double.NaN;
        if (!(said >= 0 && said <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("epoch is no number of an epoch");
        }
        return OptionalDouble.of(said);
    }

    private static OptionalLong step(ObjectNode json) {
        JsonNode step = json.path("step");
        if (step.isMissingNode() || step.isNull()) {
            return OptionalLong.empty();
        }
        double said = step.isNumber() ? step.doubleValue() : Double.NaN;
        if (!(said >= 0 && said <= LARGEST_STEP)) {
            throw new IllegalArgumentException("step is no number of steps");
        }
        return OptionalLong.of((long) said);
    }

    private static Optional<String> text(ObjectNode json, String key) {
        JsonNode text = json.path(key);
        return text.isTextual() && !text.textValue().isBlank()
                ? Optional.of(text.textValue()
                        .substring(0, Math.min(LONGEST_TEXT, text.textValue().length())))
                : Optional.empty();
    }

    private Map<String, Double> metrics(ObjectNode json) {
        Map<String, Double> metrics = new TreeMap<>();
        json.properties().stream()
                .filter(field ->
                        !field.getKey().equals("epoch") && !field.getKey().equals("step"))
                .forEach(field -> put(metrics, field));
        json.path("metrics").properties().forEach(field -> put(metrics, field));
        return metrics;
    }

    private void put(Map<String, Double> metrics, Map.Entry<String, JsonNode> field) {
        if (field.getValue().isNumber()) {
            double value = field.getValue().doubleValue();
            paths.of(field.getKey()).ifPresent(path -> metrics.put(path, value));
        }
    }
}
