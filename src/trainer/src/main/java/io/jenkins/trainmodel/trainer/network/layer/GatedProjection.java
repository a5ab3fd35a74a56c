package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;
import java.util.stream.Stream;

/**
 * silu(x W₁ᵀ) × x W₂ᵀ at every position: the first half of a SwiGLU layer (Shazeer 2020, eq. 6), without biases.
 *
 * @param gate W₁
 * @param value W₂
 */
public record GatedProjection(Projection gate, Projection value) implements Layer {
    public static final String GATE = "gate";
    public static final String VALUE = "value";

    public GatedProjection {
        if (gate == null || value == null || !gate.equals(value)) {
            throw new NetworkException("a gated projection needs two projections of the same size");
        }
    }

    /** Both projections, and six operations per output for SiLU and product; both outputs are kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Cost both = gate.cost(input);
        long outputs = Shapes.elements(both.outputShape());
        return Cost.of(both.outputShape(), 2 * both.flop() + 6.0 * outputs, Shapes.elements(input) + 3 * outputs);
    }

    @Override
    public List<TensorSpec> tensors() {
        return Stream.concat(gate.tensorsWithin(GATE).stream(), value.tensorsWithin(VALUE).stream())
                .toList();
    }
}
