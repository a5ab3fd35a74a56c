package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.rows.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the training samples of a table teach of its columns: means of what is there, and which categories there are. */
final class LearnedColumns {
    private final List<RawColumn> columns;
    private final int[] places;
    private final int[] ends;
    private final double[] sums;
    private final long[] counts;
    /** By column, how often each of its words is there; empty where it is no category. */
    private final long[][] words;

    /** Reads the selected rows once. */
    LearnedColumns(Cells cells, List<RawColumn> columns, int[] selection) {
        this.columns = columns;
        places = places(columns);
        ends = new int[places.length];
        Arrays.setAll(ends, column -> places[column] + columns.get(column).cells());
        sums = new double[cells.width()];
        counts = new long[cells.width()];
        words = columns.stream()
                .map(column -> new long
                        [column.holds() instanceof ColumnSpec.Category
                                ? column.words().words().size()
                                : 0])
                .toArray(long[][]::new);
        double[] read = new double[cells.width()];
        for (int row : selection) {
            cells.read(row, read);
            count(read);
        }
    }

    /** Where the numbers of every column begin in a row. */
    static int[] places(List<RawColumn> columns) {
        int[] places = new int[columns.size()];
        for (int column = 1; column < places.length; column++) {
            places[column] = places[column - 1] + columns.get(column - 1).cells();
        }
        return places;
    }

    private void count(double[] read) {
        for (int column = 0; column < places.length; column++) {
            for (int cell = places[column]; cell < ends[column]; cell++) {
                add(column, cell, read[cell]);
            }
        }
    }

    private void add(int column, int cell, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        sums[cell] += value;
        counts[cell]++;
        if (words[column].length > 0) {
            words[column][(int) value]++;
        }
    }

    /** The mean of what is there; 0 where nothing is. */
    double mean(int cell) {
        return counts[cell] == 0 ? 0 : sums[cell] / counts[cell];
    }

    /** Whether a value was there in every one of so many rows. */
    boolean isWhole(int cell, int rows) {
        return counts[cell] == rows;
    }

    /**
     * How a column becomes features.
     *
     * @param scale by which its numbers were multiplied
     * @param learned the categories of a model that is to go on with them
     */
    ColumnEncoding encoding(int column, double scale, Optional<List<String>> learned) {
        RawColumn raw = columns.get(column);
        int place = places[column];
        if (raw.holds() instanceof ColumnSpec.Category category) {
            return new ColumnEncoding.Category(
                    raw.name(), learned.orElseGet(() -> categories(column, category.most())), raw.isFlagged());
        }
        if (raw.holds() instanceof ColumnSpec.Date date) {
            List<Double> fill = IntStream.range(place, place + raw.cells())
                    .mapToObj(this::mean)
                    .toList();
            return new ColumnEncoding.Date(
                    raw.name(), date.format(), date.calendar(), raw.isFilled() ? fill : List.of(), raw.isFlagged());
        }
        return new ColumnEncoding.Numbers(
                raw.name(), scale, raw.isFilled() ? Optional.of(mean(place)) : Optional.empty(), raw.isFlagged());
    }

    /** The most frequent words, by name; of words that are equally frequent the first ones by name. */
    private List<String> categories(int column, int most) {
        List<String> names = columns.get(column).words().words();
        Comparator<Integer> byCount = Comparator.comparingLong(word -> -words[column][word]);
        List<Integer> present = new ArrayList<>();
        for (int word = 0; word < words[column].length; word++) {
            if (words[column][word] > 0) {
                present.add(word);
            }
        }
        return present.stream()
                .sorted(byCount.thenComparing(names::get))
                .limit(most)
                .map(names::get)
                .sorted()
                .toList();
    }
}
