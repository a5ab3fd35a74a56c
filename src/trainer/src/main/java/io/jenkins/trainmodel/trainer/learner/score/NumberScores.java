package io.jenkins.trainmodel.trainer.learner.score;

import io.jenkins.trainmodel.gate.SampledMetric;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;

/** The scores of a regression, in the label's own unit. */
final class NumberScores implements SampleScores {
    private final double labelScale;
    private final double[] errors;
    private final double[] labels;
    private int samples;

    NumberScores(double labelScale, int samples) {
        this.labelScale = labelScale;
        errors = new double[samples];
        labels = new double[samples];
    }

    @Override
    public void add(float[] outputs, Batch batch) {
        SampleScores.requireFinite(outputs);
        for (int sample = 0; sample < batch.size(); sample++) {
            double label = batch.labels().getFloat(sample * Float.BYTES);
            labels[samples] = labelScale * label;
            errors[samples++] = labelScale * (outputs[sample] - label);
        }
    }

    @Override
    public SampledMetric metric(String name) {
        return switch (name) {
            case Objective.LOSS -> this::meanSquare;
            case "rmse" -> drawn -> Math.sqrt(meanSquare(drawn));
            case "mae" -> this::meanAbsolute;
            case "r2" -> this::determination;
            default ->
                throw new IllegalArgumentException(
                        name + " of a regression cannot be told sample by sample; loss, mae, rmse and r2 can");
        };
    }

    private double meanSquare(int[] drawn) {
        double sum = 0;
        for (int sample : drawn) {
            sum += errors[sample] * errors[sample];
        }
        return sum / drawn.length;
    }

    private double meanAbsolute(int[] drawn) {
        double sum = 0;
        for (int sample : drawn) {
            sum += Math.abs(errors[sample]);
        }
        return sum / drawn.length;
    }

    /** 1 - mean squared error / variance of the labels; 0 / 0 where all labels are equal. */
    private double determination(int[] drawn) {
        double mean = 0;
        for (int sample : drawn) {
            mean += labels[sample] / drawn.length;
        }
        double variance = 0;
        for (int sample : drawn) {
            variance += (labels[sample] - mean) * (labels[sample] - mean) / drawn.length;
        }
        return 1 - meanSquare(drawn) / variance;
    }
}
