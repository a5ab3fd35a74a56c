package io.jenkins.trainmodel.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Readings of many metrics, taken together and placed by step and time once for all of them. When there are more rows or
 * more bytes than it holds, every second row is forgotten, and from then on every second (fourth, eighth, …) is taken, so
 * that memory is bounded and the whole run stays visible.
 */
final class Readings {
    private static final int INITIAL_SIZE = 16;
    private static final int ROW_BYTES = Long.BYTES + Integer.BYTES + Double.BYTES;
    /** Arrays grow to the double of what they hold. */
    private static final int GROWTH = 2;

    private final int mostRows;
    private final int mostMetrics;
    private final long mostBytes;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private int size;
    private long[] steps = new long[INITIAL_SIZE];
    private int[] epochs = new int[INITIAL_SIZE];
    private double[] elapsed = new double[INITIAL_SIZE];
    private long stride = 1;
    private long offered;
    private long points;

    Readings(int mostRows, int mostMetrics, long mostBytes) {
        this.mostRows = mostRows;
        this.mostMetrics = mostMetrics;
        this.mostBytes = mostBytes;
    }

    void add(int epoch, long step, double elapsedSeconds, Map<String, Double> metrics) {
        long position = offered++;
        if (position % stride != 0) {
            return;
        }
        while (size > 1 && !hasRoom(metrics.size())) {
            halve();
        }
        if (position % stride == 0) {
            addRow(newRow(epoch, step, elapsedSeconds), metrics);
        }
    }

    private boolean hasRoom(int values) {
        return size < mostRows && bytes() + GROWTH * (ROW_BYTES + (long) values * Series.POINT_BYTES) <= mostBytes;
    }

    private void addRow(int row, Map<String, Double> metrics) {
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (series.size() < mostMetrics || series.containsKey(metric.getKey())) {
                Series one = series.computeIfAbsent(metric.getKey(), path -> new Series(path, this));
                one.add(row, metric.getValue());
                points++;
            }
        }
    }

    /** What the readings take of the heap. */
    long bytes() {
        return GROWTH * (size * (long) ROW_BYTES + points * Series.POINT_BYTES) + series.size() * Series.OWN_BYTES;
    }

    private int newRow(int epoch, long step, double elapsedSeconds) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            epochs = Arrays.copyOf(epochs, 2 * size);
            elapsed = Arrays.copyOf(elapsed, 2 * size);
        }
        steps[size] = step;
        epochs[size] = epoch;
        elapsed[size] = elapsedSeconds;
        return size++;
    }

    private void halve() {
        int kept = 0;
        for (int row = 0; row < size; row += 2) {
            steps[kept] = steps[row];
            epochs[kept] = epochs[row];
            elapsed[kept] = elapsed[row];
            kept++;
        }
        size = kept;
        series.values().forEach(Series::halve);
        count();
        stride *= 2;
    }

    /** Forgets readings at the end that were taken after this step. */
    void cutAfterStep(long step) {
        int row = size;
        while (row > 0 && steps[row - 1] > step) {
            row--;
        }
        cutAt(row);
    }

    /** Forgets readings at the end that were taken after this time. */
    void cutAfterTime(double elapsedSeconds) {
        int row = size;
        while (row > 0 && elapsed[row - 1] > elapsedSeconds) {
            row--;
        }
        cutAt(row);
    }

    private void cutAt(int row) {
        size = row;
        series.values().forEach(one -> one.cutAt(row));
        count();
        offered = size * stride;
    }

    private void count() {
        series.values().removeIf(one -> one.size() == 0);
        points = series.values().stream().mapToLong(Series::size).sum();
    }

    List<Series> series() {
        return List.copyOf(series.values());
    }

    long step(int row) {
        return steps[row];
    }

    int epoch(int row) {
        return epochs[row];
    }

    double elapsedSeconds(int row) {
        return elapsed[row];
    }
}
