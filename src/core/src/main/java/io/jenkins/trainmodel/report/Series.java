package io.jenkins.trainmodel.report;

import java.util.Arrays;

/** What was recorded of one metric, in the order of the run. A value that was not finite is kept. */
public final class Series {
    static final int POINT_BYTES = Integer.BYTES + Double.BYTES;

    private static final int INITIAL_SIZE = 4;

    /** Objects, the name, and the first points. */
    static final long OWN_BYTES = 512 + INITIAL_SIZE * POINT_BYTES;

    private final String metric;
    private final Readings readings;
    private int size;
    private int[] rows = new int[INITIAL_SIZE];
    private double[] values = new double[INITIAL_SIZE];

    Series(String metric, Readings readings) {
        this.metric = metric;
        this.readings = readings;
    }

    void add(int row, double value) {
        if (size == values.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        rows[size] = row;
        values[size] = value;
        size++;
    }

    /** Forgets what stands in this row and behind it. */
    void cutAt(int row) {
        while (size > 0 && rows[size - 1] >= row) {
            size--;
        }
    }

    /** Forgets what stands in odd rows; an even row gets half its number. */
    void halve() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (rows[i] % 2 == 0) {
                rows[kept] = rows[i] / 2;
                values[kept] = values[i];
                kept++;
            }
        }
        size = kept;
        rows = Arrays.copyOf(rows, Math.max(INITIAL_SIZE, size));
        values = Arrays.copyOf(values, Math.max(INITIAL_SIZE, size));
    }

    /** The metric's path. */
    public String metric() {
        return metric;
    }

    public int size() {
        return size;
    }

    public double value(int index) {
        return values[index];
    }

    /** Optimizer steps completed at this point. */
    public long step(int index) {
        return readings.step(rows[index]);
    }

    /** The epoch in which this point lies, counted from 1. */
    public int epoch(int index) {
        return readings.epoch(rows[index]);
    }

    /** Training time at this point, in seconds over all resumes. */
    public double elapsedSeconds(int index) {
        return readings.elapsedSeconds(rows[index]);
    }

    /** All values. */
    public double[] values() {
        return Arrays.copyOf(values, size);
    }

    /** The steps of all points, as many as values. */
    public double[] steps() {
        double[] steps = new double[size];
        Arrays.setAll(steps, this::step);
        return steps;
    }

    /** The training times of all points, as many as values. */
    public double[] elapsedSeconds() {
        double[] seconds = new double[size];
        Arrays.setAll(seconds, this::elapsedSeconds);
        return seconds;
    }
}
