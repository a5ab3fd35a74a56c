package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** y = x Wᵀ + b over the last axis of flat samples. */
public record Linear(int inputs, int outputs) implements Layer {
    public Linear {
        Shapes.requireSize("inputs of a linear layer", inputs, 1);
        Shapes.requireSize("outputs of a linear layer", outputs, 1);
    }

    /** Two operations per weight and one per output; the input is kept for the weight's gradient. */
    @Override
    public Cost cost(List<Integer> input) {
        if (!input.equals(List.of(inputs))) {
            throw new NetworkException("a linear layer takes " + inputs + " features, not shape " + input);
        }
        return Cost.of(List.of(outputs), 2.0 * inputs * outputs + outputs, inputs);
    }

    @Override
    public List<TensorSpec> tensors() {
        Initialization initialization = Initialization.byFanIn(inputs);
        return List.of(
                TensorSpec.parameter("weight", initialization, outputs, inputs),
                TensorSpec.parameter("bias", initialization, outputs));
    }
}
