package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.MaxPool2d;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ResNet-18 (He et al. 2016, table 1), with PyTorch's names of layers. Images of 64 pixels and more pass the paper's stem,
 * a 7×7 convolution of stride 2 and max pooling; smaller ones a 3×3 convolution of stride 1 without pooling, as the
 * paper's networks for CIFAR-10 do, because the paper's stem would leave nothing of them. Takes any image size.
 */
final class ResNet18 implements NetworkFamily {
    private static final int SMALL = 64;
    private static final int[] CHANNELS = {64, 128, 256, 512};

    @Override
    public String name() {
        return "resnet18";
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        Shapes.requireImage("resnet18", sampleShape);
        List<Sequential.Child> layers = new ArrayList<>();
        addStem(layers, sampleShape.get(0), Math.min(sampleShape.get(1), sampleShape.get(2)) < SMALL);
        for (int stage = 0; stage < CHANNELS.length; stage++) {
            int inputs = CHANNELS[Math.max(stage - 1, 0)];
            Layer first = block(inputs, CHANNELS[stage], stage == 0 ? 1 : 2);
            Layer second = block(CHANNELS[stage], CHANNELS[stage], 1);
            add(layers, "layer" + (stage + 1), Sequential.of(List.of(first, second)));
        }
        add(layers, "avgpool", new AdaptiveAveragePool2d(1, 1));
        add(layers, "flatten", new Flatten());
        add(layers, "fc", new Linear(CHANNELS[CHANNELS.length - 1], outputs));
        return new Sequential(layers);
    }

    private static void addStem(List<Sequential.Child> layers, int channels, boolean small) {
        add(layers, "conv1", small ? convolution(channels, 64, 3, 1) : convolution(channels, 64, 7, 2));
        add(layers, "bn1", new BatchNorm2d(64));
        add(layers, "relu", new Activation(Activation.Function.RELU));
        if (!small) {
            add(layers, "maxpool", new MaxPool2d(3, 2, 1));
        }
    }

    private static Residual block(int inputs, int outputs, int stride) {
        List<Sequential.Child> body = new ArrayList<>();
        add(body, "conv1", convolution(inputs, outputs, 3, stride));
        add(body, "bn1", new BatchNorm2d(outputs));
        add(body, "relu", new Activation(Activation.Function.RELU));
        add(body, "conv2", convolution(outputs, outputs, 3, 1));
        add(body, "bn2", new BatchNorm2d(outputs));
        return new Residual(new Sequential(body), shortcut(inputs, outputs, stride));
    }

    private static Optional<Sequential> shortcut(int inputs, int outputs, int stride) {
        if (stride == 1 && inputs == outputs) {
            return Optional.empty();
        }
        return Optional.of(Sequential.of(List.of(convolution(inputs, outputs, 1, stride), new BatchNorm2d(outputs))));
    }

    private static Conv2d convolution(int inputs, int outputs, int kernel, int stride) {
        return new Conv2d(inputs, outputs, kernel, stride, kernel / 2, false, true);
    }

    private static void add(List<Sequential.Child> layers, String name, Layer layer) {
        layers.add(new Sequential.Child(name, layer));
    }
}
