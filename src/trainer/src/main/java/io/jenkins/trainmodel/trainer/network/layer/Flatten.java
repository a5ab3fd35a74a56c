package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** All axes of a sample in one, row-major. A view: it costs nothing. */
public record Flatten() implements Layer {
    /** Nothing: it is a view. */
    @Override
    public Cost cost(List<Integer> input) {
        long elements = Shapes.elements(input);
        if (elements > Shapes.LARGEST) {
            throw new NetworkException(
                    "flatten gives " + elements + " features; at most " + Shapes.LARGEST + " can be had");
        }
        return Cost.of(List.of((int) elements), 0, 0);
    }
}
