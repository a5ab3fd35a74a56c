package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;

/** The benchmark's networks as DJL blocks, layer by layer those of {@code mlp} and {@code lenet}. */
final class DjlNetworks {
    private static final Shape TWO = new Shape(2, 2);

    private DjlNetworks() {}

    /** 784-256-128-10. */
    static Block mlp() {
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock(SyntheticImages.PIXELS))
                .add(linear(256))
                .add(Activation.reluBlock())
                .add(linear(128))
                .add(Activation.reluBlock())
                .add(linear(SyntheticImages.CLASSES));
    }

    static Block lenet() {
        return new SequentialBlock()
                .add(convolution(6, 2))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(TWO, TWO))
                .add(convolution(16, 0))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(TWO, TWO))
                .add(Blocks.batchFlattenBlock())
                .add(linear(120))
                .add(Activation.reluBlock())
                .add(linear(84))
                .add(Activation.reluBlock())
                .add(linear(SyntheticImages.CLASSES));
    }

    private static Block linear(int outputs) {
        return Linear.builder().setUnits(outputs).build();
    }

    private static Block convolution(int channels, int padding) {
        return Conv2d.builder()
                .setKernelShape(new Shape(5, 5))
                .optPadding(new Shape(padding, padding))
                .setFilters(channels)
                .build();
    }
}
