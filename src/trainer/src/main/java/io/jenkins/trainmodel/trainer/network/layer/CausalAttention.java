package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;
import java.util.stream.Stream;

/**
 * Self-attention with several heads, in which a position sees itself and those before it (Vaswani et al. 2017, section 3.2).
 *
 * @param heads how many parts of the width attend on their own; they divide it
 * @param rotary whether queries and keys are turned by their position (Su et al. 2021), in halves as GPT-NeoX has it
 * @param dropout share of the attention that is dropped in training
 * @param inner makes queries, keys and values, in this order
 * @param outer brings the heads' results together
 */
public record CausalAttention(int heads, boolean rotary, double dropout, Projection inner, Projection outer)
        implements Layer {
    /** The names of its projections, which are GPT-2's. */
    public static final String INNER = "c_attn";

    public static final String OUTER = "c_proj";

    private static final long KEPT_FORMS_OF_WEIGHTS = 3;

    public CausalAttention {
        if (inner == null || outer == null) {
            throw new NetworkException("attention needs both its projections");
        }
        int width = inner.inputs();
        if (inner.outputs() != 3 * width || outer.inputs() != width || outer.outputs() != width) {
            throw new NetworkException("attention needs projections from its width to three times it and back to it");
        }
        Shapes.requireHeads(width, heads, rotary);
        new Dropout(dropout);
    }

    public int width() {
        return inner.inputs();
    }

    /** The projections, and what attends between them: half of it is masked, and counted all the same. */
    @Override
    public Cost cost(List<Integer> input) {
        return inner.cost(input).then(attended(input, heads, dropout)).then(outer.cost(input));
    }

    /**
     * What attention takes without its projections: two products of positions × positions × width (Chowdhery et al. 2022,
     * appendix B). Queries, keys, values and the result are kept. Weights of attention are not, unless some are dropped: a
     * CPU keeps them then before and after that, and which. That is an upper bound, since a GPU drops them within the fused
     * step.
     *
     * @param input [positions, width]
     */
    static Cost attended(List<Integer> input, int heads, double dropout) {
        double products = 4.0 * input.get(0) * input.get(0) * input.get(1);
        long weights = dropout > 0 ? KEPT_FORMS_OF_WEIGHTS * heads * (long) input.get(0) * input.get(0) : 0;
        return Cost.of(input, products, 4 * Shapes.elements(input) + weights);
    }

    @Override
    public List<TensorSpec> tensors() {
        return Stream.concat(inner.tensorsWithin(INNER).stream(), outer.tensorsWithin(OUTER).stream())
                .toList();
    }

    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return Layer.super.contains(kind) || kind == Dropout.class && dropout > 0;
    }
}
