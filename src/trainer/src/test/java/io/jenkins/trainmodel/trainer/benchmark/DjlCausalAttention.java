package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** DJL's attention, with the mask that lets no token see a later one. */
final class DjlCausalAttention extends AbstractBlock {
    private final Block attention;
    private final int context;
    /** One where a token sees another, of the shape (1, context, context); made when the block is initialized. */
    private NDArray mask;

    DjlCausalAttention(int heads, int width, int context) {
        this.context = context;
        attention = addChildBlock(
                "attention",
                ScaledDotProductAttentionBlock.builder()
                        .setEmbeddingSize(width)
                        .setHeadCount(heads)
                        .optAttentionProbsDropoutProb(0)
                        .build());
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
        attention.initialize(manager, dataType, inputs);
        NDArray places = manager.arange(context);
        mask = places.expandDims(0)
                .lte(places.expandDims(1))
                .toType(dataType, false)
                .expandDims(0);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray tokens = inputs.singletonOrThrow();
        NDArray masks = mask.broadcast(tokens.getShape().get(0), context, context);
        return attention.forward(store, new NDList(tokens, masks), training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return inputs;
    }
}
