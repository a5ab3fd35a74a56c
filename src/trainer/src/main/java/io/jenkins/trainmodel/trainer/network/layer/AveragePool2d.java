package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** The average of each window of kernel × kernel, padding counted as zeros. */
public record AveragePool2d(int kernel, int stride, int padding) implements Layer {
    public AveragePool2d {
        Shapes.requireWindow("average pooling", kernel, stride, padding);
        if (padding > kernel / 2) {
            throw new NetworkException("average pooling needs padding up to half the kernel, not " + padding);
        }
    }

    /** One operation per element of every window; the engine keeps the input for its shape. */
    @Override
    public Cost cost(List<Integer> input) {
        List<Integer> output = Shapes.slide("average pooling", input, kernel, stride, padding);
        return Cost.of(output, (double) kernel * kernel * Shapes.elements(output), Shapes.elements(input));
    }
}
