package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/**
 * Adds to every step of a sequence sines and cosines of its place, of wavelengths from 2π to 10,000 × 2π (Vaswani et al. 2017,
 * section 3.5): sin(place / 10000^(2i / width)) to the number 2i, the cosine to the number 2i + 1.
 */
public record SinusoidalPositions(int width) implements Layer {
    public SinusoidalPositions {
        Shapes.requireSize("width of positions", width, 1);
        if (width % 2 != 0) {
            throw new NetworkException("sinusoidal positions need an even width, not " + width);
        }
    }

    /** An addition per number, and once a batch the waves, which are not counted; nothing is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireWidth("a layer of positions", width, input);
        return Cost.of(input, Shapes.elements(input), 0);
    }
}
