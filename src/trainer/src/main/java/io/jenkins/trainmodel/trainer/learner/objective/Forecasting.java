package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean squared error of what comes next in time. It is learned in standard deviations of each target, so that none outweighs
 * the others, and told in their units, as the mean over targets.
 */
public final class Forecasting implements Objective {
    /** The mean of absolute errors over those of the naive forecast in the training part of their series (Hyndman and Koehler 2006). */
    static final String MASE = "mase";

    /** The mean absolute error over that of the naive forecast of the same values. */
    static final String RELATIVE_MAE = "relativeMae";

    static final String MAE = "mae";
    static final String RMSE = "rmse";

    private static final String SQUARES = "squares";
    private static final String ABSOLUTE = "absoluteError";
    private static final String NAIVE = "naiveAbsoluteError";
    private static final String SCALED = "scaledError";
    private static final String SCALED_COUNT = "scaledCount";
    private static final List<String> KNOWN = List.of(MAE, RMSE, MASE, RELATIVE_MAE);

    private final List<String> metrics;
    private final Forecast forecast;

    /** Measures these metrics besides the loss. */
    public Forecasting(List<String> metrics, Forecast forecast) {
        this.metrics = List.copyOf(metrics);
        this.forecast = forecast;
        for (String metric : metrics) {
            if (!KNOWN.contains(metric)) {
                throw new IllegalArgumentException(
                        "a forecast has no metric " + metric + "; it has " + String.join(", ", KNOWN));
            }
        }
    }

    @Override
    public List<NamedTensor> constants() {
        return List.of();
    }

    @Override
    public String lossExpression() {
        return "torch.mse_loss(outputs, " + wanted() + ", 1)";
    }

    /** What should have been predicted; the naive forecast stands behind it. */
    private String wanted() {
        return "torch.narrow(targets, 1, 0, " + forecast.outputs() + ")";
    }

    @Override
    public List<String> preparations() {
        String naive = "torch.narrow(targets, 1, " + forecast.outputs() + ", " + forecast.outputs() + ")";
        return List.of(
                "errors = " + byTarget("torch.sub(outputs, " + wanted() + ")"),
                "naive = " + byTarget("torch.sub(" + naive + ", " + wanted() + ")"),
                "weights = torch.repeat_interleave(torch.narrow(targets, 1, " + 2 * forecast.outputs() + ", "
                        + forecast.targets().size() + "), " + forecast.horizon() + ", 0).to(7)");
    }

    /** One row a predicted step, one column a target. */
    private String byTarget(String differences) {
        return "torch.reshape(" + differences + ", [-1, " + forecast.targets().size() + "]).to(7)";
    }

    @Override
    public List<Sum> sums() {
        int targets = forecast.targets().size();
        return List.of(
                Sum.scalar(LOSS, "loss, alpha=n"),
                Sum.scalar(SAMPLES, "n"),
                new Sum(SQUARES, targets, "torch.sum(torch.mul(errors, errors), [0])"),
                new Sum(ABSOLUTE, targets, "torch.sum(torch.abs(errors), [0])"),
                new Sum(NAIVE, targets, "torch.sum(torch.abs(naive), [0])"),
                new Sum(SCALED, targets, "torch.sum(torch.mul(torch.abs(errors), weights), [0])"),
                new Sum(SCALED_COUNT, targets, "torch.sum(torch.gt(weights, 0).to(7), [0])"));
    }

    @Override
    public Map<String, Double> metrics(Map<String, double[]> sums) {
        ForecastErrors errors = new ForecastErrors(
                forecast,
                sums.get(SAMPLES)[0] * forecast.horizon(),
                sums.get(SQUARES),
                sums.get(ABSOLUTE),
                sums.get(NAIVE),
                new ForecastErrors.Scaled(sums.get(SCALED), sums.get(SCALED_COUNT)));
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(LOSS, errors.meanSquare());
        metrics.forEach(metric -> errors.metric(metric).ifPresent(value -> values.put(metric, value)));
        return values;
    }
}
