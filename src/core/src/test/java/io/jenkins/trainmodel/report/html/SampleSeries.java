package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** The readings of {@link SampleRun} within epochs, and those of its machine. */
final class SampleSeries {
    static final int STEPS_PER_EPOCH = 45;
    static final double SECONDS_PER_STEP = 0.031;
    static final double SECONDS_BETWEEN_EPOCHS = 0.35;
    private static final int READ_EVERY = 5;

    private final Random random = new Random(43);
    private final int epochs;

    SampleSeries(int epochs) {
        this.epochs = epochs;
    }

    static double trainLoss(double step) {
        double epoch = step / STEPS_PER_EPOCH;
        return 0.03 + 2.25 * Math.exp(-epoch / 3.4) - Math.min(0.018, epoch * 0.0008);
    }

    static double learningRate(double step) {
        double warm = Math.min(1, step / 50);
        double factor = step > 18.0 * STEPS_PER_EPOCH ? 0.3 : 1;
        return 0.001 * warm * factor * 0.5 * (1 + Math.cos(Math.PI * step / (100.0 * STEPS_PER_EPOCH)));
    }

    List<MetricSeries> stepSeries() {
        int count = epochs * STEPS_PER_EPOCH / READ_EVERY;
        return List.of(
                reading(
                        "train/loss",
                        count,
                        step -> notFiniteWithin(step)
                                ? Double.NaN
                                : trainLoss(step) * Math.exp(random.nextGaussian() * 0.22)),
                reading("learningRate", count, SampleSeries::learningRate),
                reading(
                        "gradient/norm",
                        count,
                        step -> notFiniteWithin(step)
                                ? Double.POSITIVE_INFINITY
                                : (0.4 + 2.1 * Math.exp(-step / 270)) * Math.exp(random.nextGaussian() * 0.25)),
                reading("throughput/samplesPerSecond", count, step -> 1030 + random.nextGaussian() * 45));
    }

    private static boolean notFiniteWithin(double step) {
        return step > 13.2 * STEPS_PER_EPOCH && step < 14.4 * STEPS_PER_EPOCH;
    }

    private static MetricSeries reading(String metric, int count, DoubleUnaryOperator valueOfStep) {
        double[] steps = new double[count];
        double[] seconds = new double[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = (i + 1.0) * READ_EVERY;
            seconds[i] = steps[i] * SECONDS_PER_STEP + Math.floor(steps[i] / STEPS_PER_EPOCH) * SECONDS_BETWEEN_EPOCHS;
            values[i] = valueOfStep.applyAsDouble(steps[i]);
        }
        return new MetricSeries(metric, Sampling.STEP, steps, seconds, values);
    }

    List<MetricSeries> telemetry() {
        double gigabyte = 1L << 30;
        return List.of(
                sampled("host/cpu", t -> 0.46 + random.nextGaussian() * 0.05),
                sampled("process/cpu", t -> 0.38 + random.nextGaussian() * 0.04),
                sampled("process/rss", t -> (1.1 + 0.2 * (1 - Math.exp(-t / 6))) * gigabyte),
                sampled("disk/free", t -> 211.4 * gigabyte - t * 208_000),
                sampled("disk/readBytesPerSecond", t -> Math.max(0, 2e5 + random.nextGaussian() * 2e5)),
                sampled("disk/writeBytesPerSecond", t -> Math.abs(random.nextGaussian()) * 9e5),
                sampled("gpu/0/utilization", t -> 0.71 + random.nextGaussian() * 0.08),
                sampled("gpu/0/memory", t -> 2.4 * gigabyte),
                sampled("gpu/0/power", t -> 212 + random.nextGaussian() * 14),
                sampled("gpu/0/temperature", t -> 58 - 21 * Math.exp(-t / 15) + random.nextGaussian() * 0.4));
    }

    private MetricSeries sampled(String metric, DoubleUnaryOperator valueAt) {
        int count = (int) (epochs * (STEPS_PER_EPOCH * SECONDS_PER_STEP + SECONDS_BETWEEN_EPOCHS) / 0.5);
        double[] seconds = new double[count];
        double[] steps = new double[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = (i + 1) * 0.5;
            steps[i] = seconds[i] / (SECONDS_PER_STEP + SECONDS_BETWEEN_EPOCHS / STEPS_PER_EPOCH);
            values[i] = valueAt.applyAsDouble(seconds[i]);
        }
        return new MetricSeries(metric, Sampling.TELEMETRY, steps, seconds, values);
    }
}
