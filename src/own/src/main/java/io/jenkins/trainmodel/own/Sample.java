package io.jenkins.trainmodel.own;

/**
 * A sample as a network learns it, and what the network says of it. Arrays are copies.
 */
public interface Sample {
    /**
     * What the network says: the logits of all classes, or the numbers that it predicts, as they are learned. That is in the
     * unit of the data, but less the mean of the training samples and over their spread for a forecast, and for labels that
     * lie far from 0 for their spread.
     */
    float[] outputs();

    /**
     * The index of its class.
     *
     * @throws IllegalStateException where the task is no classification
     */
    int label();

    /**
     * The numbers that were to be predicted, one an output, as they are learned.
     *
     * @throws IllegalStateException where the task is a classification
     */
    float[] targets();

    /**
     * How much of the data's unit a 1 of an output is.
     *
     * @throws IllegalStateException where the task is a classification
     */
    double spread(int output);
}
