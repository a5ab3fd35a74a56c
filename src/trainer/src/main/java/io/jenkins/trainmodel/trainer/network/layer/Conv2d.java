package io.jenkins.trainmodel.trainer.network.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution with a square kernel over [channels, height, width].
 *
 * @param inputs channels of the input
 * @param outputs channels of the output
 * @param bias whether a bias is added; none where batch normalisation follows
 * @param kaiming whether the weight begins normal by fan-out, as residual networks do, instead of PyTorch's default
 */
public record Conv2d(int inputs, int outputs, int kernel, int stride, int padding, boolean bias, boolean kaiming)
        implements Layer {
    public Conv2d {
        Shapes.requireSize("input channels of a convolution", inputs, 1);
        Shapes.requireSize("output channels of a convolution", outputs, 1);
        Shapes.requireWindow("a convolution", kernel, stride, padding);
    }

    /** Two operations per weight and position of the output, one more for the bias; the input is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireChannels("a convolution", inputs, input);
        List<Integer> output = Shapes.slide("a convolution", outputs, input, kernel, stride, padding);
        double flopPerOutput = 2.0 * kernel * kernel * inputs + (bias ? 1 : 0);
        return Cost.of(output, flopPerOutput * Shapes.elements(output), Shapes.elements(input));
    }

    @Override
    public List<TensorSpec> tensors() {
        long window = (long) kernel * kernel;
        Initialization byFanIn = Initialization.byFanIn(window * inputs);
        List<TensorSpec> tensors = new ArrayList<>();
        tensors.add(TensorSpec.parameter(
                "weight",
                kaiming ? Initialization.kaimingNormal(window * outputs) : byFanIn,
                outputs,
                inputs,
                kernel,
                kernel));
        if (bias) {
            tensors.add(TensorSpec.parameter("bias", byFanIn, outputs));
        }
        return tensors;
    }
}
