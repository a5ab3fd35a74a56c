package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
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
 * Residual networks (He et al. 2016, table 1), with PyTorch's names of layers. Images of 64 pixels and more pass the
 * paper's stem, a 7×7 convolution of stride 2 and max pooling; smaller ones a 3×3 convolution of stride 1 without pooling,
 * as the paper's networks for CIFAR-10 do, because the paper's stem would leave nothing of them. Takes any image size.
 */
final class ResNet implements NetworkFamily {
    private static final int SMALL = 64;
    private static final int STAGES = 4;
    private static final int WIDTH = 64;

    private final String name;
    private final ResidualBlock block;
    private final List<Integer> blocks;

    /** @param blocks how many follow each other in each of the four stages */
    private ResNet(String name, ResidualBlock block, List<Integer> blocks) {
        this.name = name;
        this.block = block;
        this.blocks = blocks;
    }

    /** All sizes that can be named. */
    static List<NetworkFamily> all() {
        return List.of(
                new ResNet("resnet18", ResidualBlock.BASIC, List.of(2, 2, 2, 2)),
                new ResNet("resnet34", ResidualBlock.BASIC, List.of(3, 4, 6, 3)),
                new ResNet("resnet50", ResidualBlock.BOTTLENECK, List.of(3, 4, 6, 3)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> options() {
        return Set.of("zeroInit");
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        Shapes.requireImage(name, sampleShape);
        List<Sequential.Child> layers = new ArrayList<>();
        addStem(layers, sampleShape.get(0), Math.min(sampleShape.get(1), sampleShape.get(2)) < SMALL);
        int channels = WIDTH;
        for (int stage = 0; stage < STAGES; stage++) {
            int width = WIDTH << stage;
            List<Layer> stageBlocks = stage(channels, width, stage == 0 ? 1 : 2, blocks.get(stage), options);
            add(layers, "layer" + (stage + 1), Sequential.of(stageBlocks));
            channels = width * block.expansion();
        }
        add(layers, "avgpool", new AdaptiveAveragePool2d(1, 1));
        add(layers, "flatten", new Flatten());
        add(layers, "fc", new Linear(channels, outputs));
        return new Sequential(layers);
    }

    private static void addStem(List<Sequential.Child> layers, int channels, boolean small) {
        int kernel = small ? 3 : 7;
        add(layers, "conv1", ResidualBlock.convolution(channels, WIDTH, kernel, small ? 1 : 2));
        add(layers, "bn1", new BatchNorm2d(WIDTH));
        add(layers, "relu", new Activation(Activation.Function.RELU));
        if (!small) {
            add(layers, "maxpool", new MaxPool2d(3, 2, 1));
        }
    }

    private List<Layer> stage(int inputs, int width, int stride, int count, Options options) {
        boolean zero = options.flag("zeroInit", false);
        int outputs = width * block.expansion();
        List<Layer> stage = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            boolean first = number == 0;
            stage.add(residual(first ? inputs : outputs, width, first ? stride : 1, zero));
        }
        return stage;
    }

    private Residual residual(int inputs, int width, int stride, boolean zero) {
        return new Residual(
                block.body(inputs, width, stride, zero), shortcut(inputs, width * block.expansion(), stride));
    }

    private static Optional<Sequential> shortcut(int inputs, int outputs, int stride) {
        if (stride == 1 && inputs == outputs) {
            return Optional.empty();
        }
        return Optional.of(Sequential.of(
                List.of(ResidualBlock.convolution(inputs, outputs, 1, stride), new BatchNorm2d(outputs))));
    }

    private static void add(List<Sequential.Child> layers, String name, Layer layer) {
        layers.add(new Sequential.Child(name, layer));
    }
}
