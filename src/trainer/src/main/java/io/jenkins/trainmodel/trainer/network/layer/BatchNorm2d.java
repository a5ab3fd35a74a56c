package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Batch normalisation per channel (Ioffe and Szegedy 2015). In training by the batch's statistics, else by running ones.
 *
 * @param epsilon added to the variance
 * @param momentum share of the newest batch in the running statistics, in (0, 1]
 * @param beginsAtZero whether the weight begins at 0 instead of 1; a network that was saved has begun, and does not tell
 */
public record BatchNorm2d(
        int channels,
        double epsilon,
        double momentum,
        @JsonIgnore boolean beginsAtZero) implements Layer {
    public BatchNorm2d {
        Shapes.requireSize("channels of batch normalisation", channels, 1);
        if (!(epsilon > 0 && epsilon < 1 && momentum > 0 && momentum <= 1)) {
            throw new NetworkException("batch normalisation needs epsilon in (0, 1) and momentum in (0, 1], not "
                    + epsilon + " and " + momentum);
        }
    }

    /** With PyTorch's constants: epsilon 1e-5, momentum 0.1. */
    public BatchNorm2d(int channels) {
        this(channels, 1e-5, 0.1, false);
    }

    /** One that was saved. */
    @JsonCreator
    static BatchNorm2d saved(
            @JsonProperty("channels") int channels,
            @JsonProperty("epsilon") double epsilon,
            @JsonProperty("momentum") double momentum) {
        return new BatchNorm2d(channels, epsilon, momentum, false);
    }

    /** With PyTorch's constants, silent at first: what it ends adds nothing to its shortcut (Goyal et al. 2017, section 5.1). */
    public static BatchNorm2d silent(int channels) {
        return new BatchNorm2d(channels, 1e-5, 0.1, true);
    }

    /** Four operations per element: minus mean, times the inverse deviation, times weight, plus bias; the input is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireChannels("batch normalisation", channels, input);
        return Cost.of(input, 4.0 * Shapes.elements(input), Shapes.elements(input));
    }

    @Override
    public List<TensorSpec> tensors() {
        Initialization zero = new Initialization.Constant(0);
        Initialization one = new Initialization.Constant(1);
        return List.of(
                TensorSpec.parameter("weight", beginsAtZero ? zero : one, channels),
                TensorSpec.parameter("bias", zero, channels),
                TensorSpec.buffer("running_mean", zero, channels),
                TensorSpec.buffer("running_var", one, channels));
    }
}
