package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares the derivatives that a loss says with what its values give: central differences of two widths. Where these do not
 * agree with each other, as at a kink, nothing is known. Since no sample has a say in the loss of another one, all are moved at
 * once.
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
        int looked = Math.min(MOST_OUTPUTS, width);
        List<double[]> wide = slopes(looked, WIDTH);
        List<double[]> narrow = slopes(looked, WIDTH / 4);
        for (int sample = 0; sample < Math.min(MOST_SAMPLES, batch.size()); sample++) {
            for (int output = 0; output < looked; output++) {
                double slope = narrow.get(output)[sample];
                float derivative = said[sample * width + output];
                if (agree(wide.get(output)[sample], slope) && !agree(derivative, slope)) {
                    return Optional.of(
                            "the loss %s says of sample %s that its derivative by output %s is %s, and its values give %s: look whether that is meant"
                                    .formatted(
                                            name, sample, output, Quantity.number(derivative), Quantity.number(slope)));
                }
            }
        }
        return Optional.empty();
    }

    /** By the first outputs, of every sample. */
    private List<double[]> slopes(int looked, double width) {
        return IntStream.range(0, looked)
                .mapToObj(output -> slopesBy(output, width))
                .toList();
    }

    private double[] slopesBy(int output, double width) {
        float[] above = moved(output, width);
        float[] below = moved(output, -width);
        double[] slopes = loss.of(above, batch);
        double[] lower = loss.of(below, batch);
        for (int sample = 0; sample < slopes.length; sample++) {
            int place = sample * (outputs.length / batch.size()) + output;
            slopes[sample] = (slopes[sample] - lower[sample]) / ((double) above[place] - below[place]);
        }
        return slopes;
    }

    /** What the network says, but for one output of every sample. */
    private float[] moved(int output, double width) {
        float[] moved = outputs.clone();
        for (int place = output; place < moved.length; place += outputs.length / batch.size()) {
            moved[place] += (float) (width * Math.max(1, Math.abs(moved[place])));
        }
        return moved;
    }

    private static boolean agree(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(SMALL, Math.max(Math.abs(one), Math.abs(other)));
    }
}
