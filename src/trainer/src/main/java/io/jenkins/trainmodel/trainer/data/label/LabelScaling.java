package io.jenkins.trainmodel.trainer.data.label;

/**
 * How the labels of a regression become what the network predicts: (label − offset) ÷ scale, computed in double. Labels far
 * from 0 for their spread, such as points in time, are one and the same number in float32, and no network comes close to
 * them from its first parameters; all others are taken as they are.
 *
 * @param offset what is taken off, in the label's unit
 * @param scale what the rest is divided by, in the label's unit; not 0
 */
public record LabelScaling(double offset, double scale) {
    /** Labels as they are. */
    public static final LabelScaling NONE = new LabelScaling(0, 1);

    /** So many standard deviations from 0, float32 still tells 10,000 steps within one of them apart. */
    private static final double FARTHEST_MEAN = 1000;

    /** By mean and standard deviation of the training samples, where the labels need it. */
    public static LabelScaling of(double[] labels, int[] training) {
        double mean = 0;
        double squares = 0;
        for (int number = 0; number < training.length; number++) {
            // Welford's update, which does not lose small deviations from a large mean
            double deviation = labels[training[number]] - mean;
            mean += deviation / (number + 1);
            squares += deviation * (labels[training[number]] - mean);
        }
        double deviation = Math.sqrt(squares / training.length);
        return deviation > 0 && Math.abs(mean) > FARTHEST_MEAN * deviation ? new LabelScaling(mean, deviation) : NONE;
    }

    /** What the network is to predict for a label. */
    public float apply(double label) {
        return (float) ((label - offset) / scale);
    }

    /** The label of what the network predicts. */
    public double undo(float prediction) {
        return prediction * scale + offset;
    }

    /** Whether labels are taken as they are. */
    public boolean isNone() {
        return equals(NONE);
    }
}
