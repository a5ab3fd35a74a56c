package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;

/** What is learned of every token, by DJL's function for it, and of its place in the window, which DJL has no block for. */
final class DjlEmbedding extends AbstractBlock {
    private final int width;
    private final Parameter tokens;
    private final Parameter places;

    DjlEmbedding(int vocabulary, int context, int width) {
        this.width = width;
        tokens = parameter("tokens", vocabulary);
        places = parameter("places", context);
    }

    private Parameter parameter(String name, int rows) {
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(rows, width))
                .optInitializer(new NormalInitializer(0.02f))
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray window = inputs.singletonOrThrow();
        NDArray weight = store.getValue(tokens, window.getDevice(), training);
        return new NDList(Embedding.embedding(window, weight, SparseFormat.DENSE)
                .singletonOrThrow()
                .add(store.getValue(places, window.getDevice(), training)));
    }

    /** (samples, context) becomes (samples, context, width). */
    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0].add(width)};
    }
}
