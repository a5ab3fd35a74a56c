package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.TimeStamp;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rows of a file in its order: time, series and values of each. */
final class MeasuredRows {
    private static final int FIRST_ROWS = 1024;
    private static final int NONE = -1;

    private final DoubleRows values;
    private final Map<String, Integer> series = new LinkedHashMap<>();
    private final List<Integer> newest = new ArrayList<>();
    private final BitSet replaced = new BitSet();
    private final BitSet filled = new BitSet();
    private long[] microseconds = new long[FIRST_ROWS];
    private int[] offsets = new int[FIRST_ROWS];
    private int[] seriesOfRow = new int[FIRST_ROWS];
    private int[] lines = new int[FIRST_ROWS];

    /** @param values takes the targets and features of every row */
    MeasuredRows(DoubleRows values) {
        this.values = values;
    }

    /** The number of a series, new or known. */
    int seriesNumber(String name) {
        return series.computeIfAbsent(name, unknown -> {
            newest.add(NONE);
            return newest.size() - 1;
        });
    }

    /** The row of a series that came last; negative: none came. */
    int newest(int number) {
        return newest.get(number);
    }

    /**
     * Adds a row.
     *
     * @param isFilled whether one of its targets was not measured
     */
    void add(int number, TimeStamp time, double[] row, boolean isFilled, long line) {
        int index = values.size();
        if (index == lines.length) {
            grow();
        }
        values.add(row);
        microseconds[index] = time.microseconds();
        offsets[index] = time.offsetSeconds();
        seriesOfRow[index] = number;
        lines[index] = (int) line;
        filled.set(index, isFilled);
        newest.set(number, index);
    }

    /** Forgets the row of a series that came last, in whose place another comes. */
    void replaceNewest(int number) {
        replaced.set(newest.get(number));
    }

    private void grow() {
        int length = Math.multiplyExact(lines.length, 2);
        microseconds = Arrays.copyOf(microseconds, length);
        offsets = Arrays.copyOf(offsets, length);
        seriesOfRow = Arrays.copyOf(seriesOfRow, length);
        lines = Arrays.copyOf(lines, length);
    }

    DoubleRows values() {
        return values;
    }

    int size() {
        return values.size();
    }

    /** The names of the series, in the order in which they first appeared. */
    List<String> seriesNames() {
        return List.copyOf(series.keySet());
    }

    int series(int row) {
        return seriesOfRow[row];
    }

    TimeStamp time(int row) {
        return new TimeStamp(microseconds[row], offsets[row]);
    }

    /** Whether a target of the row was not measured. */
    boolean isFilled(int row) {
        return filled.get(row);
    }

    /** The line on which the row ends. */
    int line(int row) {
        return lines[row];
    }

    /** The rows that count, series by series, each in the order of time. */
    int[] inOrder() {
        int[] next = new int[series.size() + 1];
        int[] kept =
                IntStream.range(0, size()).filter(row -> !replaced.get(row)).toArray();
        for (int row : kept) {
            next[seriesOfRow[row] + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int[] order = new int[kept.length];
        for (int row : kept) {
            order[next[seriesOfRow[row]]++] = row;
        }
        return order;
    }
}
