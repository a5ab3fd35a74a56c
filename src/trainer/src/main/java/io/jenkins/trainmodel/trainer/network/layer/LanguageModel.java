package io.jenkins.trainmodel.trainer.network.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tokens to the logits of the token that follows each of them: embeddings, blocks, a last normalisation and a head.
 *
 * @param tokens the embedding of tokens
 * @param positions what is added to a token by its place; empty where attention knows places by itself
 * @param dropout share of the embeddings that is dropped in training
 * @param epsilon of the last normalisation
 * @param head the way back to tokens; empty: the embedding's own weight is used (Press and Wolf 2017)
 */
public record LanguageModel(
        Embedding tokens,
        Optional<Embedding> positions,
        double dropout,
        Sequential blocks,
        double epsilon,
        Optional<Projection> head)
        implements Layer {
    /** The names of its layers, which are GPT-2's. */
    public static final String TOKENS = "wte";

    public static final String POSITIONS = "wpe";
    public static final String BLOCKS = "h";
    public static final String NORM = "ln_f";
    public static final String HEAD = "lm_head";

    /** The methods of its script for what lies before its blocks, and for what lies behind them. */
    public static final String BEFORE_BLOCKS = "embedded";

    public static final String BEHIND_BLOCKS = "finished";

    /** The method of its script that gives the logits of the token that follows those it takes. */
    public static final String NEXT = "next";

    /** The one that takes tokens and what it gave for those before them; only where {@link #keeps()}. */
    public static final String EXTEND = "extend";

    public LanguageModel {
        if (tokens == null || positions == null || blocks == null || head == null) {
            throw new NetworkException("a language model needs an embedding and blocks");
        }
        int width = tokens.width();
        if (positions.stream().anyMatch(places -> places.width() != width)) {
            throw new NetworkException("a language model needs embeddings of one width, which is " + width);
        }
        if (head.stream().anyMatch(way -> way.inputs() != width || way.outputs() != tokens.rows() || way.bias())) {
            throw new NetworkException("a language model needs a head from its width to its tokens without a bias");
        }
        new Dropout(dropout);
    }

    /** Whether keys and values of tokens can be kept, so that what follows costs its own tokens alone. */
    public boolean keeps() {
        return blocks.layers().stream().allMatch(block -> block.layer() instanceof TransformerBlock);
    }

    /** The normalisation before the head. */
    public LayerNorm norm() {
        return new LayerNorm(tokens.width(), epsilon);
    }

    @Override
    public Cost cost(List<Integer> input) {
        Cost embedded = embedded(input);
        Cost passed = embedded.then(blocks.cost(embedded.outputShape()));
        return passed.then(finished(passed.outputShape()));
    }

    private Cost embedded(List<Integer> input) {
        int length = input.get(0);
        positions.filter(places -> places.rows() < length).ifPresent(places -> {
            throw new NetworkException(
                    "a language model for " + places.rows() + " tokens cannot take " + length + " at once");
        });
        return tokens.cost(input);
    }

    /** The logits are kept twice, for the loss and for its gradient. */
    private Cost finished(List<Integer> passed) {
        Cost features = norm().cost(passed);
        Projection back = head.orElseGet(() -> new Projection(tokens.width(), tokens.rows(), false, 1));
        Cost logits = back.cost(features.outputShape());
        return features.then(logits).then(Cost.of(logits.outputShape(), 0, 2 * Shapes.elements(logits.outputShape())));
    }

    /** What lies before its blocks, these, and what lies behind them. */
    @Override
    public List<Part> parts() {
        List<TensorSpec> first = new ArrayList<>();
        addTo(first, TOKENS, tokens);
        positions.ifPresent(places -> addTo(first, POSITIONS, places));
        List<TensorSpec> last = new ArrayList<>();
        addTo(last, NORM, norm());
        head.ifPresentOrElse(way -> addTo(last, HEAD, way), () -> addTo(last, TOKENS, tokens));
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("", this, BEFORE_BLOCKS, first, this::embedded));
        blocks.parts().forEach(block -> parts.add(block.within(BLOCKS)));
        parts.add(new Part("", this, BEHIND_BLOCKS, last, this::finished));
        return parts;
    }

    @Override
    public OptionalInt vocabulary() {
        return tokens.vocabulary();
    }

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> tensors = new ArrayList<>();
        addTo(tensors, TOKENS, tokens);
        positions.ifPresent(places -> addTo(tensors, POSITIONS, places));
        addTo(tensors, BLOCKS, blocks);
        addTo(tensors, NORM, norm());
        head.ifPresent(way -> addTo(tensors, HEAD, way));
        return tensors;
    }

    private static void addTo(List<TensorSpec> tensors, String name, Layer layer) {
        tensors.addAll(layer.tensorsWithin(name));
    }

    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return Layer.super.contains(kind) || blocks.contains(kind) || kind == Dropout.class && dropout > 0;
    }
}
