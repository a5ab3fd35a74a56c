package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.ArrayList;
import java.util.List;

/** What the blocks of a residual network consist of between their shortcuts (He et al. 2016, figure 5). */
enum ResidualBlock {
    /** Two convolutions of 3×3, of which the first has the stride. */
    BASIC(1, List.of(3, 3), 0),

    /**
     * Convolutions of 1×1, 3×3 and 1×1, of which the last widens to four times the channels. The 3×3 one has the stride, as
     * in torchvision's weights and those of most others ("v1.5"); the paper has it in the first, which passes a quarter of
     * the pixels by.
     */
    BOTTLENECK(4, List.of(1, 3, 1), 1);

    private final int expansion;
    private final List<Integer> kernels;
    private final int strided;

    ResidualBlock(int expansion, List<Integer> kernels, int strided) {
        this.expansion = expansion;
        this.kernels = kernels;
        this.strided = strided;
    }

    /** Channels of the output, in widths. */
    int expansion() {
        return expansion;
    }

    /**
     * The layers.
     *
     * @param inputs channels of the input
     * @param width channels inside
     * @param zero whether the last normalisation begins with weights of 0
     */
    Sequential body(int inputs, int width, int stride, boolean zero) {
        List<Sequential.Child> layers = new ArrayList<>();
        int channels = inputs;
        for (int number = 0; number < kernels.size(); number++) {
            boolean last = number == kernels.size() - 1;
            int outputs = last ? width * expansion : width;
            String place = String.valueOf(number + 1);
            Layer convolution = convolution(channels, outputs, kernels.get(number), number == strided ? stride : 1);
            layers.add(new Sequential.Child("conv" + place, convolution));
            layers.add(new Sequential.Child(
                    "bn" + place, last && zero ? BatchNorm2d.silent(outputs) : new BatchNorm2d(outputs)));
            if (!last) {
                layers.add(new Sequential.Child(
                        "relu" + (number == 0 ? "" : place), new Activation(Activation.Function.RELU)));
            }
            channels = outputs;
        }
        return new Sequential(layers);
    }

    static Conv2d convolution(int inputs, int outputs, int kernel, int stride) {
        return new Conv2d(inputs, outputs, kernel, stride, kernel / 2, false, true);
    }
}
