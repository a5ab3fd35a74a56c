package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;
import java.util.stream.Stream;

/**
 * x + attention(norm(x)), then x + mlp(norm(x)): a block of GPT-2, normalised before what it does (Radford et al. 2019,
 * section 2.3).
 *
 * @param dropout share of what is added that is dropped in training
 * @param epsilon of its normalisations
 */
public record TransformerBlock(CausalAttention attention, Sequential mlp, double dropout, double epsilon)
        implements Layer {
    /** The names of its layers, which are GPT-2's. */
    public static final String FIRST_NORM = "ln_1";

    public static final String ATTENTION = "attn";
    public static final String SECOND_NORM = "ln_2";
    public static final String MLP = "mlp";

    public TransformerBlock {
        if (attention == null || mlp == null) {
            throw new NetworkException("a transformer block needs attention and mlp");
        }
        new Dropout(dropout);
    }

    /** The normalisation before both of its parts. */
    public LayerNorm norm() {
        return new LayerNorm(attention.width(), epsilon);
    }

    /** Its parts, and one operation per element for each addition. */
    @Override
    public Cost cost(List<Integer> input) {
        Cost parts = norm().cost(input)
                .then(attention.cost(input))
                .then(norm().cost(input))
                .then(mlp.cost(input));
        if (!parts.outputShape().equals(input)) {
            throw new NetworkException("a transformer block adds shape " + parts.outputShape() + " to shape " + input);
        }
        long masks = dropout > 0 ? 2 * Shapes.elements(input) : 0;
        return parts.then(Cost.of(input, 2.0 * Shapes.elements(input), masks));
    }

    @Override
    public List<TensorSpec> tensors() {
        return Stream.of(
                        norm().tensorsWithin(FIRST_NORM),
                        attention.tensorsWithin(ATTENTION),
                        norm().tensorsWithin(SECOND_NORM),
                        mlp.tensorsWithin(MLP))
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
                || mlp.contains(kind)
                || kind == Dropout.class && dropout > 0;
    }
}
