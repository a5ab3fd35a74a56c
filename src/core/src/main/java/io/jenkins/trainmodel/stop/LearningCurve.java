package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.Direction;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The power law y = a + b · n^−c through a metric's values by epoch n, and how good the metric may get by it. Learning
 * curves of networks follow such laws (Hestness et al., "Deep learning scaling is predictable, empirically", 2017).
 *
 * <p>For each exponent c of a fixed grid, a and b are the least squares solution. The exponents whose squared error is
 * within what the noise allows (profile likelihood: SSE ≤ SSE_min · (1 + t² / (m − 3)) for m points) all count as
 * possible, and each predicts a value with the usual prediction interval of a linear regression. The first quarter of the
 * points is left out, because the first epochs do not follow the law yet. Nothing is random: the same points give the
 * same answer.
 */
final class LearningCurve {
    /** Three parameters, and as many points more to judge the noise by. */
    static final int MINIMUM_POINTS = 6;

    private static final double[] EXPONENTS =
            DoubleStream.iterate(0.05, c -> c <= 4, c -> c * 1.08).toArray();

    private final double[] epochs;
    private final double[] values;

    /** A curve through these points, of which there must be {@link #MINIMUM_POINTS}. */
    LearningCurve(List<RuleState.Point> points) {
        int first = Math.min(points.size() / 4, points.size() - MINIMUM_POINTS);
        List<RuleState.Point> fitted = points.subList(first, points.size());
        this.epochs = fitted.stream().mapToDouble(RuleState.Point::epoch).toArray();
        this.values = fitted.stream().mapToDouble(RuleState.Point::value).toArray();
    }

    /** What the law of the best fit predicts for an epoch, and the best that the data do not rule out. */
    Forecast forecast(Direction direction, int epoch) {
        List<Fit> fits = DoubleStream.of(EXPONENTS).mapToObj(this::fit).toList();
        Fit closest = fits.stream()
                .reduce((one, other) -> other.squaredError < one.squaredError ? other : one)
                .orElseThrow();
        double quantile = quantile(values.length - 3);
        double limit = closest.squaredError * (1 + quantile * quantile / (values.length - 3));
        double optimistic = fits.stream()
                .filter(fit -> fit.squaredError <= limit)
                .mapToDouble(fit -> fit.optimistic(direction, epoch, quantile))
                .reduce(direction.worst(), direction == Direction.MIN ? Math::min : Math::max);
        return new Forecast(closest.at(epoch), optimistic);
    }

    private Fit fit(double exponent) {
        double[] x =
                DoubleStream.of(epochs).map(epoch -> Math.pow(epoch, -exponent)).toArray();
        double meanX = DoubleStream.of(x).average().orElseThrow();
        double meanY = DoubleStream.of(values).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (values[i] - meanY);
        }
        double slope = xy / xx;
        double squaredError = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = values[i] - meanY - slope * (x[i] - meanX);
            squaredError += residual * residual;
        }
        return new Fit(exponent, slope, meanX, meanY, xx, squaredError, x.length);
    }

    /** The 97.5 % quantile of Student's t distribution, to two digits from 2 degrees of freedom on. */
    private static double quantile(int degreesOfFreedom) {
        double inverse = 1.0 / degreesOfFreedom;
        return 1.96 + inverse * (2.37 + inverse * 3.9);
    }

    record Forecast(double expected, double optimistic) {}

    private record Fit(
            double exponent, double slope, double meanX, double meanY, double xx, double squaredError, int points) {
        double at(int epoch) {
            return meanY + slope * (Math.pow(epoch, -exponent) - meanX);
        }

        double optimistic(Direction direction, int epoch, double quantile) {
            double distance = Math.pow(epoch, -exponent) - meanX;
            double variance = squaredError / (points - 3) * (1 + 1.0 / points + distance * distance / xx);
            double margin = quantile * Math.sqrt(variance);
            return direction == Direction.MIN ? at(epoch) - margin : at(epoch) + margin;
        }
    }
}
