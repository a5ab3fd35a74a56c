package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** y = x Wᵀ + b over the features of flat samples, or at every step of a sequence. */
public record Linear(int inputs, int outputs) implements Layer {
    public Linear {
        Shapes.requireSize("inputs of a linear layer", inputs, 1);
        Shapes.requireSize("outputs of a linear layer", outputs, 1);
    }

    /** Two operations per weight and one per output, at every step; the input is kept for the weight's gradient. */
    @Override
    public Cost cost(List<Integer> input) {
        int last = input.size() - 1;
        if (last > 1 || input.get(last) != inputs) {
            throw new NetworkException("a linear layer takes " + inputs + " features, not shape " + input);
        }
        List<Integer> output = last == 0 ? List.of(outputs) : List.of(input.get(0), outputs);
        return Cost.of(output, (2.0 * inputs + 1) * Shapes.elements(output), Shapes.elements(input));
    }

    @Override
    public List<TensorSpec> tensors() {
        Initialization initialization = Initialization.byFanIn(inputs);
        return List.of(
                TensorSpec.weight("weight", initialization, outputs, inputs),
                TensorSpec.parameter("bias", initialization, outputs));
    }
}
