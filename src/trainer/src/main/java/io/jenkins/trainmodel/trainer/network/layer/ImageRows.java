package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** An image as the sequence of its rows, from top to bottom: [channels, height, width] becomes [height, channels × width]. */
public record ImageRows() implements Layer {
    /** Nothing: at most it is a copy. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireImage("a sequence of rows", input);
        long width = Math.multiplyExact((long) input.get(0), (long) input.get(2));
        if (width > Shapes.LARGEST) {
            throw new NetworkException("rows of " + width + " numbers; at most " + Shapes.LARGEST + " can be had");
        }
        return Cost.of(List.of(input.get(1), (int) width), 0, 0);
    }
}
