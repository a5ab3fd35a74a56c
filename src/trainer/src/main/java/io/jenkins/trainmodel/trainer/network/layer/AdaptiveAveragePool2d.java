package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** Averages to height × width, whatever the input's size. */
public record AdaptiveAveragePool2d(int height, int width) implements Layer {
    public AdaptiveAveragePool2d {
        Shapes.requireSize("height of adaptive pooling", height, 1);
        Shapes.requireSize("width of adaptive pooling", width, 1);
    }

    /** One operation per element of the input; the engine keeps the input for its shape. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireImage("adaptive average pooling", input);
        return Cost.of(List.of(input.get(0), height, width), Shapes.elements(input), Shapes.elements(input));
    }
}
