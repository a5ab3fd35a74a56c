package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/**
 * A step before the first one, learned and the same for all sequences, at which attention gathers what a sequence as a whole
 * is (Devlin et al. 2019, section 3; Dosovitskiy et al. 2021, eq. 1).
 */
public record ClassToken(int width) implements Layer {
    private static final double DEVIATION = 0.02;

    public ClassToken {
        Shapes.requireSize("width of a class token", width, 1);
    }

    /** [steps, width] becomes [1 + steps, width]; nothing is computed or kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireWidth("a class token", width, input);
        return Cost.of(List.of(1 + input.get(0), width), 0, 0);
    }

    @Override
    public List<TensorSpec> tensors() {
        return List.of(TensorSpec.parameter("weight", new Initialization.Normal(DEVIATION), width));
    }
}
