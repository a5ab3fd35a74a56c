package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** The maximum of each window of kernel × kernel. */
public record MaxPool2d(int kernel, int stride, int padding) implements Layer {
    public MaxPool2d {
        Shapes.requireWindow("max pooling", kernel, stride, padding);
        if (padding > kernel / 2) {
            throw new NetworkException("max pooling needs padding up to half the kernel, not " + padding);
        }
    }

    /** One operation per element of every window; the input and each maximum's place (int64) are kept. */
    @Override
    public Cost cost(List<Integer> input) {
        List<Integer> output = Shapes.slide("max pooling", input, kernel, stride, padding);
        double flop = (double) kernel * kernel * Shapes.elements(output);
        return Cost.of(output, flop, Shapes.elements(input) + 2 * Shapes.elements(output));
    }
}
