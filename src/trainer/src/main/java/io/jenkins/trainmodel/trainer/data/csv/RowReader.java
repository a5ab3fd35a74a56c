package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.ColumnSpec.Missing;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the feature columns of rows as numbers. */
final class RowReader {
    private final int[] places;
    private final boolean[] skipped;
    private final CellReader[] readers;
    /** Where the numbers of every column end. */
    private final int[] ends;

    private final RawRow row;

    /**
     * For a file.
     *
     * @param places the index of every column in the file's rows
     * @param scale by which numbers are multiplied
     * @param range observes numbers, by the place of their cell in the row
     */
    RowReader(List<RawColumn> columns, List<Integer> places, double scale, FloatRange range) {
        this.places = places.stream().mapToInt(place -> place).toArray();
        readers = new CellReader[columns.size()];
        skipped = new boolean[columns.size()];
        ends = new int[columns.size()];
        int width = 0;
        for (int column = 0; column < readers.length; column++) {
            RawColumn raw = columns.get(column);
            readers[column] = CellReader.of(raw, scale, range, width);
            skipped[column] = raw.missing() == Missing.SKIP;
            width += raw.cells();
            ends[column] = width;
        }
        row = new RawRow(width);
    }

    /** The places in the file's rows of the columns that hold numbers. */
    static Set<Integer> numbers(List<RawColumn> columns, List<Integer> places) {
        return IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).holds() instanceof ColumnSpec.Numbers)
                .mapToObj(places::get)
                .collect(Collectors.toSet());
    }

    /** Numbers of a row. */
    static int width(List<RawColumn> columns) {
        return columns.stream().mapToInt(RawColumn::cells).sum();
    }

    /** The place in the file's rows of a column with a missing value for which the row is left out. */
    Optional<Integer> skippedFor(Row record) {
        for (int column = 0; column < readers.length; column++) {
            if (skipped[column] && readers[column].isMissing(record, places[column])) {
                return Optional.of(places[column]);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads a row.
     *
     * @param problems takes, by the place of the column, what is wrong
     * @return whether nothing is
     */
    boolean read(Row record, BiConsumer<Integer, BadCell> problems) {
        boolean good = true;
        row.clear();
        for (int column = 0; column < readers.length; column++) {
            Optional<BadCell> problem = readers[column].read(record, places[column], row);
            if (problem.isPresent()) {
                problems.accept(places[column], problem.get());
                row.endAt(ends[column]);
                good = false;
            }
        }
        return good;
    }

    /** What was read last. */
    RawRow row() {
        return row;
    }
}
