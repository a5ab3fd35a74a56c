package io.jenkins.trainmodel.trainer.onnx;

import java.util.List;

/**
 * What flows through a graph.
 *
 * @param name of the tensor, whose first axis is the batch
 * @param shape of one sample; of a sequence the first axis is that of samples in training, and the graph takes others as well
 * @param steps the name of the tensor whose second axis is as long as the sequence; of no use where this is none
 */
record Value(String name, List<Integer> shape, String steps) {
    /** What the graph is given. */
    static Value input(String name, List<Integer> shape) {
        return new Value(name, shape, name);
    }

    /** What a layer makes of this; where it adds steps, the sequence is another one. */
    Value then(String output, List<Integer> outputShape) {
        boolean same = outputShape.get(0).equals(shape.get(0));
        return new Value(output, outputShape, same ? steps : output);
    }

    /** Another tensor of the same shape. */
    Value of(String output) {
        return new Value(output, shape, steps);
    }
}
