package io.jenkins.trainmodel.trainer.learner.score;

import io.jenkins.trainmodel.gate.SampledMetric;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.ForecastErrors;

/** The scores of a forecast: of every sample the errors of each target, summed over the horizon. */
final class ForecastScores implements SampleScores {
    private final Forecast forecast;
    private final double[][] squares;
    private final double[][] absolute;
    private final double[][] naive;
    private final double[][] scaled;
    private final double[][] scaledCount;
    private int samples;

    ForecastScores(Forecast forecast, int samples) {
        this.forecast = forecast;
        int targets = forecast.targets().size();
        squares = new double[samples][targets];
        absolute = new double[samples][targets];
        naive = new double[samples][targets];
        scaled = new double[samples][targets];
        scaledCount = new double[samples][targets];
    }

    @Override
    public void add(float[] outputs, Batch batch) {
        SampleScores.requireFinite(outputs);
        int width = forecast.outputs();
        for (int sample = 0; sample < batch.size(); sample++) {
            for (int output = 0; output < width; output++) {
                add(outputs[sample * width + output], batch, sample, output);
            }
            samples++;
        }
    }

    private void add(double said, Batch batch, int sample, int output) {
        int target = forecast.target(output);
        double label = label(batch, forecast.label(sample, output));
        double error = said - label;
        double weight = label(batch, forecast.weight(sample, target));
        squares[samples][target] += error * error;
        absolute[samples][target] += Math.abs(error);
        naive[samples][target] += Math.abs(label(batch, forecast.label(sample, forecast.outputs() + output)) - label);
        scaled[samples][target] += weight * Math.abs(error);
        scaledCount[samples][target] += weight > 0 ? 1 : 0;
    }

    private static float label(Batch batch, int place) {
        return batch.labels().getFloat(place * Float.BYTES);
    }

    @Override
    public SampledMetric metric(String name) {
        errors(new int[] {0}).metric(name);
        return drawn -> errors(drawn).metric(name).orElse(Double.NaN);
    }

    private ForecastErrors errors(int[] drawn) {
        return new ForecastErrors(
                forecast,
                (double) drawn.length * forecast.horizon(),
                sum(squares, drawn),
                sum(absolute, drawn),
                sum(naive, drawn),
                new ForecastErrors.Scaled(sum(scaled, drawn), sum(scaledCount, drawn)));
    }

    private double[] sum(double[][] values, int[] drawn) {
        double[] sum = new double[forecast.targets().size()];
        for (int sample : drawn) {
            for (int target = 0; target < sum.length; target++) {
                sum[target] += values[sample][target];
            }
        }
        return sum;
    }
}
