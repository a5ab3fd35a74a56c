package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/**
 * Self-attention with several heads, in which every step sees all of the sequence (Vaswani et al. 2017, section 3.2), with
 * the names and first values of PyTorch's {@code MultiheadAttention}.
 *
 * @param heads how many parts of the width attend on their own; they divide it
 * @param rotary whether queries and keys are turned by their position (Su et al. 2021), in halves as GPT-NeoX has it
 * @param dropout share of the attention that is dropped in training
 */
public record SelfAttention(int width, int heads, boolean rotary, double dropout) implements Layer {
    /** The projection to queries, keys and values, in this order, and the one that brings the heads together. */
    public static final String INNER = "in_proj";

    public static final String OUTER = "out_proj";

    public SelfAttention {
        Shapes.requireSize("width of attention", width, 1);
        Shapes.requireHeads(width, heads, rotary);
        new Dropout(dropout);
    }

    /** The projections with their biases, and the products of all steps with all steps, as {@link CausalAttention} counts them. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireWidth("attention", width, input);
        double projections = 4.0 * (2.0 * width + 1) * Shapes.elements(input);
        // what each of the two projections is made from
        return CausalAttention.attended(input, heads, dropout)
                .then(Cost.of(input, projections, 2 * Shapes.elements(input)));
    }

    /** PyTorch begins with Glorot's uniform bound for what makes queries, keys and values, as one matrix, and without biases. */
    @Override
    public List<TensorSpec> tensors() {
        Initialization zero = new Initialization.Constant(0);
        return List.of(
                TensorSpec.weight(INNER + "_weight", Initialization.glorot(width, 3L * width), 3L * width, width),
                TensorSpec.parameter(INNER + "_bias", zero, 3L * width),
                TensorSpec.weight(OUTER + ".weight", Initialization.byFanIn(width), width, width),
                TensorSpec.parameter(OUTER + ".bias", zero, width));
    }

    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return Layer.super.contains(kind) || kind == Dropout.class && dropout > 0;
    }
}
