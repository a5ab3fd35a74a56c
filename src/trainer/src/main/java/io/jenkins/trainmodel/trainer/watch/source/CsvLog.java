package io.jenkins.trainmodel.trainer.watch.source;

import io.jenkins.trainmodel.trainer.watch.file.FilesBefore;
import io.jenkins.trainmodel.trainer.watch.file.GrowingFile;
import io.jenkins.trainmodel.trainer.watch.file.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of metrics as a CSVLogger writes it. With a column {@code step} a row is a reading, as of Lightning; without one it is
 * an epoch, as of Keras. Both count epochs from 0; a table that begins with 1 counts from 1. Cells that are no numbers say
 * nothing, and a row that says so of its epoch is none.
 */
final class CsvLog implements ReportSource {
    private static final String EPOCH = "epoch";
    private static final int LONGEST_HEADER = 1 << 20;

    private final Path path;
    private final MetricPaths paths;
    private final GrowingFile file;
    private final Lines lines = new Lines();
    private final EpochNumbers epochs;
    private List<String> header = List.of();
    private int rows;

    /** @param epochs of the program, which counts the same in all of its files */
    CsvLog(Path path, MetricPaths paths, EpochNumbers epochs, FilesBefore before) {
        this.path = path;
        this.paths = paths;
        this.epochs = epochs;
        this.file = before.open(path);
    }

    @Override
    public void read(Consumer<Report> reports) throws IOException {
        GrowingFile.Growth growth = file.read();
        if (growth.anew()) {
            lines.clear();
            header = List.of();
            rows = 0;
        }
        if (growth.bytes().length > 0 && header.isEmpty()) {
            header = readHeader();
            lines.behind(Lines.count(path, file.position() - growth.bytes().length));
        }
        lines.add(growth.bytes(), line -> take(line, reports), () -> unreadable("a line is too long", reports));
    }

    @Override
    public boolean hasMore() {
        return file.hasMore();
    }

    @Override
    public void finish(Consumer<Report> reports) throws IOException {
        lines.finish(line -> take(line, reports), () -> unreadable("a line is too long", reports));
    }

    /** The first line, which may have been there before what is new; nothing as long as it is not written to its end. */
    private List<String> readHeader() throws IOException {
        try (BufferedReader reader = new BufferedReader(Files.newBufferedReader(path, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            int next = reader.read();
            while (next >= 0 && next != '\n' && line.length() < LONGEST_HEADER) {
                line.append((char) next);
                next = reader.read();
            }
            return next < 0 ? List.of() : cells(line.toString());
        } catch (CharacterCodingException | NoSuchFileException | AccessDeniedException noText) {
            return List.of();
        }
    }

    private void take(String line, Consumer<Report> reports) {
        List<String> cells = cells(line);
        if (cells.equals(header) || header.isEmpty()) {
            return;
        }
        if (cells.size() > header.size()) {
            unreadable("a row has more cells than the header", reports);
            return;
        }
        rows++;
        if (has("step")) {
            reading(cells, reports);
        } else {
            end(cells, reports);
        }
    }

    private void reading(List<String> cells, Consumer<Report> reports) {
        Optional<Double> epoch = cell(EPOCH, cells);
        Optional<Double> step = cell("step", cells);
        if (step.isPresent() && epoch.isPresent()) {
            reports.accept(new Report.Reading(
                    OptionalInt.of(epoch(epoch.get())), step.get().longValue(), metrics(cells)));
        } else {
            unreadable("a row has no epoch or no step", reports);
        }
    }

    /** What a library prints into the table, such as an error, is no epoch. */
    private void end(List<String> cells, Consumer<Report> reports) {
        Optional<Double> epoch = cell(EPOCH, cells);
        if (epoch.isPresent() || !has(EPOCH)) {
            int of = epoch.map(this::epoch).orElse(rows);
            reports.accept(new Report.EpochEnd(of, OptionalLong.empty(), metrics(cells)));
        } else {
            unreadable("epoch is no number of an epoch", reports);
        }
    }

    private Map<String, Double> metrics(List<String> cells) {
        Map<String, Double> metrics = new TreeMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = header.get(i).strip();
            Optional<Double> value = number(cells.get(i));
            if (value.isPresent() && !isPlace(name)) {
                paths.of(name).ifPresent(known -> metrics.put(known, value.get()));
            }
        }
        return metrics;
    }

    private boolean has(String column) {
        return header.stream().anyMatch(name -> name.strip().equalsIgnoreCase(column));
    }

    private int epoch(double said) {
        return epochs.of((int) Math.floor(said));
    }

    private static boolean isPlace(String name) {
        return name.equalsIgnoreCase("epoch") || name.equalsIgnoreCase("step");
    }

    /** A place in the training, which no number below 0 is. */
    private Optional<Double> cell(String column, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (header.get(i).strip().equalsIgnoreCase(column)) {
                return number(cells.get(i)).filter(value -> value >= 0 && value < Double.POSITIVE_INFINITY);
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> number(String cell) {
        String word = cell.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "nan" -> Optional.of(Double.NaN);
            case "inf", "infinity", "+inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            default ->
                word.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?")
                        ? Optional.of(Double.valueOf(word))
                        : Optional.empty();
        };
    }

    private static List<String> cells(String line) {
        char separator = line.indexOf(',') < 0 && line.indexOf(';') >= 0 ? ';' : ',';
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(line.indexOf('\t') >= 0 ? '\t' : separator)
                .get();
        List<String> cells = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(line.strip(), format)) {
            for (CSVRecord record : parser) {
                record.forEach(cells::add);
            }
        } catch (IOException | RuntimeException noTable) {
            return List.of();
        }
        return cells;
    }

    private void unreadable(String problem, Consumer<Report> reports) {
        reports.accept(new Report.Unreadable(path.getFileName() + ", line " + lines.number() + ": " + problem));
    }
}
