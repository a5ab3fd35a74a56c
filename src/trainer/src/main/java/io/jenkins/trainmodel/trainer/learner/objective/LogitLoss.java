package io.jenkins.trainmodel.trainer.learner.objective;

/**
 * Cross-entropy of one sample with label smoothing and class weights, as {@link Classification} has it from PyTorch, but in
 * double precision.
 *
 * @param classWeights one a class; empty: all 1
 */
public record LogitLoss(double labelSmoothing, float[] classWeights) {

    /** The loss times the weight of the label's class, of the logits from a place on. */
    public double of(float[] outputs, int from, int classes, int label) {
        double logOfSum = logOfSum(outputs, from, classes);
        double smooth = 0;
        for (int output = 0; output < classes; output++) {
            smooth += weight(output) * (logOfSum - outputs[from + output]);
        }
        double hard = weight(label) * (logOfSum - outputs[from + label]);
        return (1 - labelSmoothing) * hard + labelSmoothing / classes * smooth;
    }

    /** What the sum of losses is divided by, a sample of this class. */
    public double weight(int label) {
        return classWeights.length == 0 ? 1 : classWeights[label];
    }

    /** The logarithm of the sum of exponentials, without overflow: the largest is taken out first. */
    private static double logOfSum(float[] outputs, int from, int classes) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int output = 0; output < classes; output++) {
            largest = Math.max(largest, outputs[from + output]);
        }
        double sum = 0;
        for (int output = 0; output < classes; output++) {
            sum += Math.exp(outputs[from + output] - largest);
        }
        return largest + Math.log(sum);
    }
}
