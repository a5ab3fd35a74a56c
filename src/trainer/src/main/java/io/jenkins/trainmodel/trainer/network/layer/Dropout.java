package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/**
 * In training every element is zeroed with this probability and the others are scaled by 1 / (1 - probability)
 * (Srivastava et al. 2014, in its inverted form).
 *
 * @param probability in [0, 1)
 */
public record Dropout(double probability) implements Layer {
    public Dropout {
        if (!(probability >= 0 && probability < 1)) {
            throw new NetworkException("dropout must be at least 0 and less than 1, not " + probability);
        }
    }

    /** One multiplication per element; the scaled mask is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        return Cost.of(input, Shapes.elements(input), Shapes.elements(input));
    }
}
