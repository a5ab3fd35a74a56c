package io.jenkins.trainmodel.own;

/**
 * What a network says of some validation samples, and what is true of them. Arrays are copies.
 */
public interface Predictions {
    /** How many samples. */
    int samples();

    /**
     * What the network says of a sample: the logits of all classes, or the numbers that it predicts, in the unit of the data.
     *
     * @param sample counted from 0
     * @throws IndexOutOfBoundsException where there is no such sample
     */
    float[] output(int sample);

    /**
     * The index of the sample's class.
     *
     * @throws IndexOutOfBoundsException where there is no such sample
     * @throws IllegalStateException where the task is no classification
     */
    int label(int sample);

    /**
     * The numbers that were to be predicted, in the unit of the data.
     *
     * @throws IndexOutOfBoundsException where there is no such sample
     * @throws IllegalStateException where the task is a classification
     */
    float[] target(int sample);
}
