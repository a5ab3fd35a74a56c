package io.jenkins.trainmodel.own;

/**
 * A loss: what a training makes small, the mean over all samples that train. The same is measured on validation and test data.
 *
 * <p>It is asked sample by sample, in float arrays, and says its derivative itself, so it needs no library of tensors. {@code
 * train-model check} compares the derivative with what the values say.
 */
public interface Loss extends Part {
    /**
     * The loss of one sample. A value or derivative that is not finite is told as one of the trainer's own losses would be: the
     * parameters stay as they were before that step.
     *
     * @param gradient takes the derivative by each output; zeros when it is called
     */
    double of(Sample sample, float[] gradient);
}
