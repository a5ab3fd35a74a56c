package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** The columns of a curve's CSV file by position, and what their cells say. */
final class CsvColumns {
    private static final String EPOCH = "epoch";
    private static final String STEP = "step";
    private static final String ELAPSED = "elapsedSeconds";
    private static final int MOST_COLUMNS = 10_000;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final String file;
    private final List<String> names;

    private CsvColumns(String file, List<String> names) {
        this.file = file;
        this.names = names;
    }

    /** Reads the header. */
    static CsvColumns of(CSVRecord header, String file, long line) throws CurveFormatException {
        String where = String.format(Locale.ROOT, "%s, line %d", file, line);
        if (header.size() > MOST_COLUMNS) {
            throw new CurveFormatException(
                    where,
                    String.format(
                            Locale.ROOT, "%,d columns are too many; the limit is %,d", header.size(), MOST_COLUMNS));
        }
        List<String> names = distinct(header, where);
        if (!names.contains(EPOCH)) {
            throw new CurveFormatException(where, "the header has no column epoch; it has " + String.join(", ", names));
        }
        return new CsvColumns(file, names);
    }

    private static List<String> distinct(CSVRecord header, String where) throws CurveFormatException {
        Set<String> names = new LinkedHashSet<>();
        for (String name : header) {
            if (name.isEmpty()) {
                throw new CurveFormatException(
                        where, String.format(Locale.ROOT, "column %d of the header has no name", names.size() + 1));
            }
            if (!names.add(name)) {
                throw new CurveFormatException(
                        where, String.format(Locale.ROOT, "the header names the column %s twice", name));
            }
        }
        return List.copyOf(names);
    }

    /** Reads a row: the end of an epoch. */
    Observation observation(CSVRecord row, long line) throws CurveFormatException {
        if (row.size() != names.size()) {
            throw new CurveFormatException(
                    String.format(Locale.ROOT, "%s, line %d", file, line),
                    String.format(Locale.ROOT, "%d cells, but the header has %d columns", row.size(), names.size()));
        }
        Map<String, Double> cells = numbers(row, line);
        int epoch = (int) count(EPOCH, cells.remove(EPOCH), 1, Integer.MAX_VALUE, line);
        Double step = cells.remove(STEP);
        Double elapsed = cells.remove(ELAPSED);
        return new Observation(
                epoch,
                step == null ? -1 : count(STEP, step, 0, 1L << 53, line),
                elapsed == null ? Double.NaN : elapsed,
                true,
                Map.copyOf(cells));
    }

    /** The cells of a row that are not empty, by column. */
    private Map<String, Double> numbers(CSVRecord row, long line) throws CurveFormatException {
        Map<String, Double> cells = new HashMap<>();
        for (int column = 0; column < names.size(); column++) {
            OptionalDouble number = number(row.get(column), names.get(column), line);
            if (number.isPresent()) {
                cells.put(names.get(column), number.getAsDouble());
            }
        }
        return cells;
    }

    private OptionalDouble number(String cell, String column, long line) throws CurveFormatException {
        if (cell.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = switch (cell.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> finite(cell, column, line);
        };
        return OptionalDouble.of(value);
    }

    private double finite(String cell, String column, long line) throws CurveFormatException {
        double value = DECIMAL.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw wrong(
                    column,
                    line,
                    String.format(
                            Locale.ROOT,
                            "\"%s\" is not a number; a decimal, nan, inf, -inf or nothing is expected",
                            cell.length() <= 40 ? cell : cell.substring(0, 40) + "…"));
        }
        return value;
    }

    private long count(String column, Double value, long least, long most, long line) throws CurveFormatException {
        if (value == null) {
            throw wrong(column, line, "the cell is empty");
        }
        if (value != Math.rint(value) || value < least || value > most) {
            throw wrong(
                    column,
                    line,
                    String.format(Locale.ROOT, "%s is not a whole number from %d on", value, least)
                            + (column.equals(EPOCH) ? "; epochs are counted from 1" : ""));
        }
        return value.longValue();
    }

    private CurveFormatException wrong(String column, long line, String problem) {
        return new CurveFormatException(
                String.format(Locale.ROOT, "%s, line %d, column %s", file, line, column), problem);
    }
}
