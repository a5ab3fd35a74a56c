package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/**
 * Adds to every step of a sequence what was learned for its place (Gehring et al. 2017; Devlin et al. 2019).
 *
 * @param places the longest sequence
 */
public record LearnedPositions(int places, int width) implements Layer {
    private static final double DEVIATION = 0.02;

    public LearnedPositions {
        Shapes.requireSize("places of positions", places, 1);
        Shapes.requireSize("width of positions", width, 1);
    }

    /** An addition per number; nothing is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireWidth("a layer of positions", width, input);
        if (input.get(0) > places) {
            throw new NetworkException("positions of " + places + " steps cannot take " + input.get(0));
        }
        return Cost.of(input, Shapes.elements(input), 0);
    }

    @Override
    public List<TensorSpec> tensors() {
        return List.of(TensorSpec.parameter("weight", new Initialization.Normal(DEVIATION), places, width));
    }
}
