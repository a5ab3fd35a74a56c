package io.jenkins.trainmodel.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Readings of many metrics, taken together and placed by step and time once for all of them. When there are more than it
 * holds, every second one is forgotten, and from then on every second (fourth, eighth, …) is taken, so that memory is
 * bounded and the whole run stays visible.
 */
final class Readings {
    private static final int INITIAL_SIZE = 16;

    private final int mostRows;
    private final int mostMetrics;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private int size;
    private long[] steps = new long[INITIAL_SIZE];
    private int[] epochs = new int[INITIAL_SIZE];
    private double[] elapsed = new double[INITIAL_SIZE];
    private long stride = 1;
    private long offered;

    Readings(int mostRows, int mostMetrics) {
        this.mostRows = mostRows;
        this.mostMetrics = mostMetrics;
    }

    void add(int epoch, long step, double elapsedSeconds, Map<String, Double> metrics) {
        if (offered++ % stride != 0) {
            return;
        }
        if (size == mostRows) {
            halve();
        }
        int row = newRow(epoch, step, elapsedSeconds);
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (series.size() < mostMetrics || series.containsKey(metric.getKey())) {
                series.computeIfAbsent(metric.getKey(), path -> new Series(path, this))
                        .add(row, metric.getValue());
            }
        }
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
        stride *= 2;
        offered = 1;
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
        series.values().removeIf(one -> one.size() == 0);
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
