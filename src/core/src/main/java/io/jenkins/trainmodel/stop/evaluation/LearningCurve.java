package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The power law y = a + b · n^−c through a metric's values by epoch n, and how good the metric may get by it. It is the
 * model pow3 of Domhan, Springenberg and Hutter, "Speeding up automatic hyperparameter optimization of deep neural
 * networks by extrapolation of learning curves", IJCAI 2015.
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

    /** The 99.9 % point of the normal distribution. */
    private static final double Z = 3.0902;

    private final double[] epochs;
    private final double[] values;
    private final double quantile;
    private final Fit closest;
    private final List<Fit> possible;

    /** A curve through these points, of which there must be {@link #MINIMUM_POINTS}. */
    LearningCurve(List<RuleState.Point> points) {
        int first = Math.min(points.size() / 4, points.size() - MINIMUM_POINTS);
        List<RuleState.Point> fitted = points.subList(first, points.size());
        epochs = fitted.stream().mapToDouble(RuleState.Point::epoch).toArray();
        values = fitted.stream().mapToDouble(RuleState.Point::value).toArray();
        quantile = quantile(values.length - 3);
        List<Fit> fits = DoubleStream.of(EXPONENTS).mapToObj(this::fit).toList();
        closest = fits.stream().min(Comparator.comparing(Fit::squaredError)).orElseThrow();
        double limit = closest.squaredError * (1 + quantile * quantile / (values.length - 3));
        possible = fits.stream().filter(fit -> fit.squaredError <= limit).toList();
    }

    /** What the closest law predicts for an epoch, and the best that the values do not rule out. */
    Forecast forecast(Direction direction, int epoch) {
        double optimistic = possible.stream()
                .mapToDouble(fit -> fit.optimistic(direction, epoch, quantile))
                .reduce(direction.worst(), direction == Direction.MIN ? Math::min : Math::max);
        return new Forecast(closest.at(epoch), optimistic);
    }

    private Fit fit(double exponent) {
        double[] x = DoubleStream.of(epochs)
                .map(epoch -> Math.exp(-exponent * Math.log(epoch)))
                .toArray();
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

    /**
     * The 99.9 % point of Student's t distribution (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5). So
     * high because the rule asks again in every epoch, and one wrong answer ends the run.
     */
    private static double quantile(int degreesOfFreedom) {
        double z3 = Math.pow(Z, 3);
        double z5 = Math.pow(Z, 5);
        double z7 = Math.pow(Z, 7);
        double inverse = 1.0 / degreesOfFreedom;
        return Z
                + inverse * (z3 + Z) / 4
                + inverse * inverse * (5 * z5 + 16 * z3 + 3 * Z) / 96
                + inverse * inverse * inverse * (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / 384;
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
