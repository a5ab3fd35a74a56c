package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/**
 * Layer normalisation over the last axis (Ba et al. 2016).
 *
 * @param epsilon added to the variance
 */
public record LayerNorm(int width, double epsilon) implements Layer {
    /** GPT-2's constant, which is PyTorch's. */
    public static final double EPSILON = 1e-5;

    public LayerNorm {
        Shapes.requireSize("width of layer normalisation", width, 1);
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new NetworkException("layer normalisation needs epsilon in (0, 1), not " + epsilon);
        }
    }

    /** With the usual constant. */
    public LayerNorm(int width) {
        this(width, EPSILON);
    }

    /** Eight operations per element: mean, variance, and what scales and shifts; the input is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireWidth("layer normalisation", width, input);
        return Cost.of(input, 8.0 * Shapes.elements(input), Shapes.elements(input));
    }

    @Override
    public List<TensorSpec> tensors() {
        return List.of(
                TensorSpec.parameter("weight", new Initialization.Constant(1), width),
                TensorSpec.parameter("bias", new Initialization.Constant(0), width));
    }
}
