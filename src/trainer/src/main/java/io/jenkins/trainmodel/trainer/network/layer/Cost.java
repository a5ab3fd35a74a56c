package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/**
 * What one sample's way through a layer gives and takes.
 *
 * @param outputShape shape of the output, without the batch's axis
 * @param flop floating point operations of the forward pass; a multiplication with addition counts as two
 * @param savedBytes bytes kept for the backward pass, in float32
 */
public record Cost(List<Integer> outputShape, double flop, long savedBytes) {
    public Cost {
        outputShape = List.copyOf(outputShape);
    }

    static Cost of(List<Integer> outputShape, double flop, long savedFloats) {
        return new Cost(outputShape, flop, Math.multiplyExact(savedFloats, (long) Float.BYTES));
    }

    /** This layer, then another one. */
    Cost then(Cost next) {
        return new Cost(next.outputShape, flop + next.flop, Math.addExact(savedBytes, next.savedBytes));
    }
}
