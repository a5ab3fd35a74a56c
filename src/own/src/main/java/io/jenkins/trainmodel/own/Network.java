package io.jenkins.trainmodel.own;

import ai.djl.nn.Block;

/**
 * A network: a block of DJL, whose parameters the trainer initializes, trains, saves and packages. The block computes on one
 * thread, in float32.
 *
 * <p>All that the network remembers is in the parameters of its block, those among them that {@code optRequiresGrad(false)}
 * keeps from being trained, such as running statistics: {@link #save} and {@link #restore} are not asked. What it draws is
 * drawn by the engine, as DJL's dropout does: the trainer seeds it before every batch, and nobody seeds another generator.
 */
public interface Network extends Part {
    /**
     * Makes the block, anew and without parameters' values. It is asked more than once in a run, and gives a block of the same
     * parameters every time.
     *
     * <p>The block takes one array of the shape {@code [samples, the shape of a sample…]} and gives one of the shape {@code
     * [samples, outputs]}: the logits of classes, or numbers.
     *
     * @param sampleShape the shape of a sample: such as {@code [64]}, {@code [channels, height, width]} of an image, or {@code
     *     [steps, features]} of a sequence
     * @param outputs how many classes there are, or numbers to predict
     */
    Block create(int[] sampleShape, int outputs);
}
