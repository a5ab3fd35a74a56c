package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics of every complete epoch as CSV (RFC 4180, lines end in a newline): {@code epoch}, {@code step},
 * {@code elapsedSeconds}, then all metrics by name. A cell is empty where the metric was not measured; {@code nan},
 * {@code inf} and {@code -inf} are what they say.
 */
public final class MetricsCsv {

    private MetricsCsv() {}

    /** Writes the file durably. */
    public static void write(Path file, List<TrainingEvent.Epoch> epochs) throws IOException {
        DurableFiles.write(file, text(epochs).getBytes(StandardCharsets.UTF_8));
    }

    /** The whole text, header first. */
    public static String text(List<TrainingEvent.Epoch> epochs) {
        SortedSet<String> metrics = new TreeSet<>();
        epochs.forEach(epoch -> metrics.addAll(epoch.metrics().keySet()));
        StringBuilder text = new StringBuilder();
        line(text, Stream.concat(Stream.of("epoch", "step", "elapsedSeconds"), metrics.stream()));
        for (TrainingEvent.Epoch epoch : epochs) {
            line(text, cells(epoch, metrics));
        }
        return text.toString();
    }

    private static Stream<String> cells(TrainingEvent.Epoch epoch, SortedSet<String> metrics) {
        Stream<String> place =
                Stream.of(Integer.toString(epoch.epoch()), Long.toString(epoch.step()), number(epoch.elapsedSeconds()));
        return Stream.concat(place, metrics.stream().map(metric -> {
            Double value = epoch.metrics().get(metric);
            return value == null ? "" : number(value);
        }));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : NonFinite.word(value);
    }

    private static void line(StringBuilder text, Stream<String> cells) {
        text.append(cells.map(MetricsCsv::quoted).collect(Collectors.joining(",")))
                .append('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
