package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Optional;

/**
 * Compares the derivatives that a loss says with what its values give: central differences of two widths. Where these do not
 * agree with each other, as at a kink, nothing is known.
 *
 * @param outputs what a network says of the batch
 */
public record SlopeCheck(SampleLoss loss, float[] outputs, Batch batch) {
    private static final int MOST_SAMPLES = 16;
    private static final int MOST_OUTPUTS = 32;
    private static final double WIDTH = 1e-2;
    private static final double TOLERANCE = 0.05;

    /** Below it a derivative is small beside those of all losses that are trained by, which are of the order of 1. */
    private static final double SMALL = 1e-3;

    /** What is wrong first, in a sentence without stop; empty where all is as it should be. */
    public Optional<String> problem(String name) {
        float[] said = new float[outputs.length];
        loss.of(outputs, batch, new double[batch.size()], said);
        int width = outputs.length / batch.size();
        for (int sample = 0; sample < Math.min(MOST_SAMPLES, batch.size()); sample++) {
            for (int output = 0; output < Math.min(MOST_OUTPUTS, width); output++) {
                int place = sample * width + output;
                double wide = slope(sample, place, WIDTH);
                double narrow = slope(sample, place, WIDTH / 4);
                if (agree(wide, narrow) && !agree(said[place], narrow)) {
                    return Optional.of(
                            "the loss %s says of sample %s that its derivative by output %s is %s, and its values give %s: look whether that is meant"
                                    .formatted(
                                            name,
                                            sample,
                                            output,
                                            Quantity.number(said[place]),
                                            Quantity.number(narrow)));
                }
            }
        }
        return Optional.empty();
    }

    private double slope(int sample, int place, double width) {
        float step = (float) (width * Math.max(1, Math.abs(outputs[place])));
        float above = outputs[place] + step;
        float below = outputs[place] - step;
        return (value(sample, place, above) - value(sample, place, below)) / ((double) above - below);
    }

    private double value(int sample, int place, float output) {
        float[] others = outputs.clone();
        others[place] = output;
        return loss.of(others, batch)[sample];
    }

    private static boolean agree(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(SMALL, Math.max(Math.abs(one), Math.abs(other)));
    }
}
