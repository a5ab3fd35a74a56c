package io.jenkins.trainmodel.trainer.network.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * y = x Wᵀ + b at every position of a sequence, begun as GPT-2 begins: a normal weight and a bias of 0.
 *
 * @param bias whether a bias is added
 * @param deviation standard deviation of the weight's first values
 */
public record Projection(int inputs, int outputs, boolean bias, double deviation) implements Layer {
    public Projection {
        Shapes.requireSize("inputs of a projection", inputs, 1);
        Shapes.requireSize("outputs of a projection", outputs, 1);
        Shapes.requireDeviation("a projection", deviation);
    }

    /** Two operations per weight and position, one more for the bias; the input is kept for the weight's gradient. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireWidth("a projection", inputs, input);
        int positions = input.get(0);
        double flopPerOutput = 2.0 * inputs + (bias ? 1 : 0);
        return Cost.of(List.of(positions, outputs), flopPerOutput * outputs * positions, (long) inputs * positions);
    }

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> tensors = new ArrayList<>();
        tensors.add(TensorSpec.weight("weight", new Initialization.Normal(deviation), outputs, inputs));
        if (bias) {
            tensors.add(TensorSpec.parameter("bias", new Initialization.Constant(0), outputs));
        }
        return tensors;
    }
}
