package io.jenkins.trainmodel.trainer.learner.score;

/** What a classifier's outputs say of each class. */
public final class Probabilities {
    private Probabilities() {}

    /**
     * The softmax of the logits of one sample. The largest is taken off first, so that no exponential overflows.
     *
     * @param from where its logits begin
     * @param probabilities takes them, as many as there are classes
     */
    public static void of(float[] logits, int from, float[] probabilities) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < probabilities.length; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += Math.exp(logits[from + i] - largest);
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[from + i] - largest) / sum);
        }
    }
}
