package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a curve from a CSV file in UTF-8: a header, then a row for each epoch. The column {@code epoch} counts from 1 and
 * rises from row to row; the columns {@code step} and {@code elapsedSeconds} may be left out; every other column is a
 * metric. An empty cell is a value that was not measured.
 */
final class CsvCurveReader {
    /** Far above a row for each of a million epochs; a file beyond it is not a curve. */
    static final long MAXIMUM_BYTES = 256L << 20;

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setTrim(true).setIgnoreEmptyLines(true).get();
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;

    private CsvCurveReader(String name) {
        this.name = name;
    }

    static Curve read(Path file, String name) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MAXIMUM_BYTES) {
            throw new CurveFormatException(
                    name, String.format(Locale.ROOT, "%,d bytes are too many; the limit is %,d", bytes, MAXIMUM_BYTES));
        }
        try (Reader in = text(file);
                CSVParser parser =
                        CSVParser.builder().setReader(in).setFormat(FORMAT).get()) {
            return new CsvCurveReader(name).read(parser);
        } catch (IOException e) {
            throw explained(e, name);
        } catch (UncheckedIOException e) {
            throw explained(e.getCause(), name);
        }
    }

    /** What is wrong with the file, where the decoder or the parser found it; else the problem itself. */
    private static IOException explained(IOException problem, String name) {
        if (problem instanceof CharacterCodingException) {
            return new CurveFormatException(name, "is not text in UTF-8");
        }
        return problem instanceof CSVException
                ? new CurveFormatException(name, "is not CSV: " + problem.getMessage())
                : problem;
    }

    private static Reader text(Path file) throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
        return in;
    }

    private Curve read(CSVParser parser) throws IOException {
        CsvColumns columns = null;
        List<Observation> observations = new ArrayList<>();
        for (CSVRecord record : parser) {
            long line = parser.getCurrentLineNumber();
            if (columns == null) {
                columns = CsvColumns.of(record, name, line);
            } else {
                observations.add(increasing(observations, columns.observation(record, line), line));
            }
        }
        if (columns == null) {
            throw new CurveFormatException(name, "is empty; a header with the column epoch is expected");
        }
        return new Curve(name, observations);
    }

    private Observation increasing(List<Observation> before, Observation observation, long line) throws IOException {
        int last = before.isEmpty() ? 0 : before.get(before.size() - 1).epoch();
        if (observation.epoch() <= last) {
            throw new CurveFormatException(
                    String.format(Locale.ROOT, "%s, line %d, column epoch", name, line),
                    String.format(
                            Locale.ROOT,
                            "epoch %d follows epoch %d; epochs rise from row to row",
                            observation.epoch(),
                            last));
        }
        return observation;
    }
}
