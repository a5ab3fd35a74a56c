package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.data.Forecast;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Sums of errors, one a target, in what the network predicts.
 *
 * @param count predicted values of each target
 * @param squares of the errors
 * @param absolute amounts of the errors
 * @param naive amounts of the errors that the naive forecast makes of the same values
 * @param scaled by the naive error of each series
 */
public record ForecastErrors(
        Forecast forecast, double count, double[] squares, double[] absolute, double[] naive, Scaled scaled) {

    /**
     * Amounts of errors, each over that of the naive forecast in the training part of its series.
     *
     * @param count of the values that have such an error; in other series the naive forecast is never wrong
     */
    public record Scaled(double[] absolute, double[] count) {
        private double mean(int target) {
            return absolute[target] / count[target];
        }
    }

    /** The mean over targets of the mean squared error, each in its unit. */
    double meanSquare() {
        return mean(target -> scale(target) * scale(target) * squares[target] / count);
    }

    /** A metric by its name; empty where it has no meaning, because the naive forecast is never wrong. */
    public Optional<Double> metric(String name) {
        double value = switch (name) {
            case Objective.LOSS -> meanSquare();
            case Forecasting.RMSE -> Math.sqrt(meanSquare());
            case Forecasting.MAE -> mean(this::meanAbsolute);
            case Forecasting.MASE -> mean(scaled::mean);
            case Forecasting.RELATIVE_MAE -> mean(target -> absolute[target] / naive[target]);
            default ->
                throw new IllegalArgumentException(name
                        + " of a forecast cannot be told sample by sample; loss, mae, rmse, mase and"
                        + " relativeMae can");
        };
        boolean meaningless = name.equals(Forecasting.MASE) && hasNone(target -> scaled.count[target])
                || name.equals(Forecasting.RELATIVE_MAE) && hasNone(target -> naive[target]);
        return meaningless ? Optional.empty() : Optional.of(value);
    }

    private boolean hasNone(IntToDoubleFunction error) {
        return targets().mapToDouble(error).anyMatch(value -> value == 0);
    }

    private double meanAbsolute(int target) {
        return scale(target) * absolute[target] / count;
    }

    private double scale(int target) {
        return forecast.scaling(target).scale();
    }

    private double mean(IntToDoubleFunction ofTarget) {
        return targets().mapToDouble(ofTarget).average().orElseThrow();
    }

    private IntStream targets() {
        return IntStream.range(0, forecast.targets().size());
    }
}
