package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.transformer.PointwiseFeedForwardBlock;
import java.util.List;

/** The benchmark's networks as DJL blocks, layer by layer those that {@link ContestNetwork} names. */
final class DjlNetworks {
    private static final Shape TWO = new Shape(2, 2);
    private static final int BYTES = 256;

    private DjlNetworks() {}

    static Block of(ContestNetwork network) {
        return switch (network) {
            case MLP -> mlp();
            case LENET -> lenet();
            case RESNET18 -> resnet18();
            case LSTM -> lstm();
            case GPT_4X128 -> gpt(4, 4, 128, 128);
            case GPT_6X256 -> gpt(6, 8, 256, 256);
            case RESNET50, GPT2_SMALL -> throw new IllegalArgumentException(network + " is compared on GPUs alone");
        };
    }

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

    /** With the stem for small images. */
    private static Block resnet18() {
        SequentialBlock network =
                new SequentialBlock().add(convolution(64, 3, 1)).add(norm()).add(Activation.reluBlock());
        for (int stage = 0; stage < 4; stage++) {
            network.add(residual(64 << stage, stage > 0)).add(residual(64 << stage, false));
        }
        return network.add(Pool.globalAvgPool2dBlock())
                .add(Blocks.batchFlattenBlock())
                .add(linear(SyntheticImages.CLASSES));
    }

    /** @param halves both sides of the image, while its channels become twice as many */
    private static Block residual(int channels, boolean halves) {
        int stride = halves ? 2 : 1;
        SequentialBlock body = new SequentialBlock()
                .add(convolution(channels, 3, stride))
                .add(norm())
                .add(Activation.reluBlock())
                .add(convolution(channels, 3, 1))
                .add(norm());
        Block shortcut = halves
                ? new SequentialBlock().add(convolution(channels, 1, stride)).add(norm())
                : Blocks.identityBlock();
        return new SequentialBlock().add(sum(body, shortcut)).add(Activation.reluBlock());
    }

    /** Without biases, and with edges so that a stride of one keeps the size. */
    private static Block convolution(int channels, int side, int stride) {
        return Conv2d.builder()
                .setKernelShape(new Shape(side, side))
                .optPadding(new Shape(side / 2, side / 2))
                .optStride(new Shape(stride, stride))
                .optBias(false)
                .setFilters(channels)
                .build();
    }

    private static Block norm() {
        return BatchNorm.builder().build();
    }

    /** Two blocks on the same input, added up. */
    private static Block sum(Block one, Block other) {
        return new ParallelBlock(
                outputs -> new NDList(
                        outputs.get(0).singletonOrThrow().add(outputs.get(1).singletonOrThrow())),
                List.of(one, other));
    }

    /** Reads an image row by row. */
    private static Block lstm() {
        return new SequentialBlock()
                .addSingleton(images -> images.squeeze(1))
                .add(LSTM.builder()
                        .setStateSize(128)
                        .setNumLayers(1)
                        .optBatchFirst(true)
                        .build())
                .addSingleton(states -> states.get(":, -1"))
                .add(linear(SyntheticImages.CLASSES));
    }

    /** GPT-2's blocks over bytes; DJL cannot tie the embedding to the last layer, which has a matrix of its own. */
    private static Block gpt(int layers, int heads, int width, int context) {
        SequentialBlock network = new SequentialBlock().add(new DjlEmbedding(BYTES, context, width));
        for (int layer = 0; layer < layers; layer++) {
            network.add(sum(
                            new SequentialBlock()
                                    .add(LayerNorm.builder().build())
                                    .add(new DjlCausalAttention(heads, width, context)),
                            Blocks.identityBlock()))
                    .add(sum(
                            new SequentialBlock()
                                    .add(LayerNorm.builder().build())
                                    .add(new PointwiseFeedForwardBlock(List.of(4 * width), width, Activation::gelu)),
                            Blocks.identityBlock()));
        }
        return network.add(LayerNorm.builder().build())
                .add(linear(BYTES))
                .addSingleton(logits -> logits.reshape(-1, BYTES));
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
