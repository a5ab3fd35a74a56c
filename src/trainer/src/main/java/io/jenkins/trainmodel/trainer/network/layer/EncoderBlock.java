package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;
import java.util.stream.Stream;

/**
 * x + attention(norm(x)), then x + linear(gelu(linear(norm(x)))): PyTorch's {@code TransformerEncoderLayer} with {@code norm_first}
 * and {@code gelu}, and its names. Normalised before what it does, it trains without a warm-up (Xiong et al. 2020).
 *
 * @param hidden width between the two linear layers
 * @param dropout share of what is added, and of what lies between the linear layers, that is dropped in training
 */
public record EncoderBlock(SelfAttention attention, int hidden, double dropout) implements Layer {
    /** The names of its layers, which are PyTorch's. */
    public static final String ATTENTION = "self_attn";

    public static final String FIRST_LINEAR = "linear1";
    public static final String SECOND_LINEAR = "linear2";
    public static final String FIRST_NORM = "norm1";
    public static final String SECOND_NORM = "norm2";

    public EncoderBlock {
        if (attention == null) {
            throw new NetworkException("an encoder's block needs attention");
        }
        Shapes.requireSize("hidden width of an encoder's block", hidden, 1);
        new Dropout(dropout);
    }

    /** The normalisation before both of its parts. */
    public LayerNorm norm() {
        return new LayerNorm(attention.width());
    }

    public Linear first() {
        return new Linear(attention.width(), hidden);
    }

    public Linear second() {
        return new Linear(hidden, attention.width());
    }

    /** Its parts, and one operation per element for each addition. */
    @Override
    public Cost cost(List<Integer> input) {
        Cost attended = norm().cost(input).then(attention.cost(input));
        Cost between = first().cost(input);
        Cost mlp = norm().cost(input)
                .then(between)
                .then(new Activation(Activation.Function.GELU).cost(between.outputShape()))
                .then(second().cost(between.outputShape()));
        long masks = dropout > 0 ? 2 * Shapes.elements(input) + Shapes.elements(between.outputShape()) : 0;
        return attended.then(mlp).then(Cost.of(input, 2.0 * Shapes.elements(input), masks));
    }

    @Override
    public List<TensorSpec> tensors() {
        return Stream.of(
                        attention.tensorsWithin(ATTENTION),
                        first().tensorsWithin(FIRST_LINEAR),
                        second().tensorsWithin(SECOND_LINEAR),
                        norm().tensorsWithin(FIRST_NORM),
                        norm().tensorsWithin(SECOND_NORM))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return Layer.super.contains(kind)
                || kind == LayerNorm.class
                || attention.contains(kind)
                || kind == Dropout.class && dropout > 0;
    }
}
