package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.evaluation.Calibration;
import io.jenkins.trainmodel.evaluation.Residuals;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Dots in a square of {@value #SIZE} units, with the line on which they should lie: accuracy over confidence of a
 * classifier, prediction over label of a regression.
 *
 * @param low the value at the lower left corner
 * @param high the value at the upper right corner
 */
record TestPicture(String title, String across, String up, String low, String high, List<Dot> dots) {
    private static final int SIZE = 200;
    private static final double SMALLEST = 2;
    private static final double LARGEST = 9;

    record Dot(String x, String y, String radius) {}

    static TestPicture of(ReportData run, Calibration calibration) {
        long most = calibration.bins().stream()
                .mapToLong(Calibration.Bin::samples)
                .max()
                .orElse(1);
        List<Dot> dots = calibration.bins().stream()
                .map(bin -> dot(
                        bin.confidence(),
                        bin.accuracy(),
                        SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((double) bin.samples() / Math.max(1, most))))
                .toList();
        return new TestPicture(
                run.say("test.calibration"), run.say("test.confidence"), run.say("test.accuracy"), "0", "1", dots);
    }

    static TestPicture of(ReportData run, Residuals residuals) {
        double[] values = residuals.points().stream()
                .flatMap(point -> Stream.of(point.label(), point.prediction()))
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        double low = DoubleStream.of(values).min().orElse(0);
        double high = DoubleStream.of(values).max().orElse(1);
        double range = high > low ? high - low : 1;
        List<Dot> dots = residuals.points().stream()
                .map(point -> dot((point.label() - low) / range, (point.prediction() - low) / range, SMALLEST))
                .toList();
        return new TestPicture(
                run.say("test.predictions"),
                run.say("test.label"),
                run.say("test.prediction"),
                Quantity.number(low),
                Quantity.number(high),
                dots);
    }

    private static Dot dot(double x, double y, double radius) {
        return new Dot(text(SIZE * bounded(x)), text(SIZE * (1 - bounded(y))), text(radius));
    }

    private static double bounded(double share) {
        return Double.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
