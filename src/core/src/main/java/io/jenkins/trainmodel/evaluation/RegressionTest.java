package io.jenkins.trainmodel.evaluation;

import io.jenkins.trainmodel.evaluation.Residuals.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Takes predicted values sample by sample, in the unit of the labels, and tells in the end how good they were. */
public final class RegressionTest {
    private static final int MOST_POINTS = 200;
    private static final int BINS = 30;
    private static final int FIRST_ROOM = 1024;

    private double[] labels = new double[FIRST_ROOM];
    private double[] predictions = new double[FIRST_ROOM];
    private int samples;

    /**
     * Adds one sample.
     *
     * @throws ArithmeticException if the prediction is not finite: such a model cannot be judged
     */
    public void add(double label, double prediction) {
        if (!Double.isFinite(prediction)) {
            throw new ArithmeticException(String.format(
                    Locale.ROOT, "the model's output is %s in sample %d of the test data", prediction, samples + 1));
        }
        if (samples == labels.length) {
            labels = Arrays.copyOf(labels, 2 * samples);
            predictions = Arrays.copyOf(predictions, 2 * samples);
        }
        labels[samples] = label;
        predictions[samples++] = prediction;
    }

    /**
     * What has come out.
     *
     * @throws IllegalStateException without samples
     */
    public TestResult.Regression result() {
        if (samples == 0) {
            throw new IllegalStateException("there are no samples to test with");
        }
        double[] residuals = IntStream.range(0, samples)
                .mapToDouble(i -> predictions[i] - labels[i])
                .toArray();
        return new TestResult.Regression(samples, metrics(residuals), Optional.of(residuals(residuals)));
    }

    /** R² is missing where the labels do not vary: nothing is left to be explained. */
    private Map<String, Double> metrics(double[] residuals) {
        Map<String, Double> metrics = new TreeMap<>();
        double squares = Arrays.stream(residuals).map(value -> value * value).sum();
        metrics.put("mae", Arrays.stream(residuals).map(Math::abs).average().orElseThrow());
        metrics.put("rmse", Math.sqrt(squares / samples));
        metrics.put("meanError", Arrays.stream(residuals).average().orElseThrow());
        double mean = Arrays.stream(labels, 0, samples).average().orElseThrow();
        double total = Arrays.stream(labels, 0, samples)
                .map(label -> (label - mean) * (label - mean))
                .sum();
        if (total > 0) {
            metrics.put("r2", 1 - squares / total);
        }
        return metrics;
    }

    private Residuals residuals(double[] residuals) {
        double smallest = Arrays.stream(residuals).min().orElseThrow();
        double largest = Arrays.stream(residuals).max().orElseThrow();
        Long[] bins = new Long[BINS];
        Arrays.fill(bins, 0L);
        for (double residual : residuals) {
            double share = largest > smallest ? (residual - smallest) / (largest - smallest) : 0;
            bins[Math.min(BINS - 1, (int) (share * BINS))]++;
        }
        return new Residuals(points(), List.of(bins), smallest, largest);
    }

    private List<Point> points() {
        int stride = (samples + MOST_POINTS - 1) / MOST_POINTS;
        return IntStream.iterate(0, i -> i < samples, i -> i + stride)
                .mapToObj(i -> new Point(labels[i], predictions[i]))
                .toList();
    }
}
