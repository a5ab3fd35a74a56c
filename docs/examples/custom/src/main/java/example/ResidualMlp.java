package example;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.jenkins.trainmodel.own.Network;
import io.jenkins.trainmodel.own.OptionException;
import io.jenkins.trainmodel.own.Options;

/** A multilayer perceptron of blocks that add to what they are given, as residual networks do (He et al. 2015). */
public final class ResidualMlp implements Network {
    private int width;
    private int blocks;
    private float dropout;

    @Override
    public String name() {
        return "residual-mlp";
    }

    @Override
    public void configure(Options options) {
        width = (int) options.whole("width", 64);
        blocks = (int) options.whole("blocks", 2);
        dropout = (float) options.number("dropout", 0);
        if (width < 1) {
            throw new OptionException("width", "`" + width + "`", "a number of at least 1");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new OptionException("dropout", "`" + dropout + "`", "a number of at least 0 and below 1");
        }
    }

    @Override
    public Block create(int[] sampleShape, int outputs) {
        SequentialBlock network = new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(width).build());
        for (int block = 0; block < blocks; block++) {
            network.add(new Residual());
        }
        return network.add(Linear.builder().setUnits(outputs).build());
    }

    private final class Residual extends AbstractBlock {
        private final Block inner = addChildBlock(
                "inner",
                new SequentialBlock()
                        .add(BatchNorm.builder().build())
                        .add(arrays -> new NDList(Activation.relu(arrays.singletonOrThrow())))
                        .add(Linear.builder().setUnits(width).build())
                        .add(Dropout.builder().optRate(dropout).build()));

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
            inner.initialize(manager, type, inputShapes);
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow();
            NDArray learned = inner.forward(parameters, inputs, training).singletonOrThrow();
            return new NDList(x.add(learned.mul(0.5f)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }
    }
}
