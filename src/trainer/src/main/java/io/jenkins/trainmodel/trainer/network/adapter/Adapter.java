package io.jenkins.trainmodel.trainer.network.adapter;

import io.jenkins.trainmodel.trainer.network.layer.Initialization;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two thin matrices beside the weight W of a linear layer: the layer gives x (W + s B A)ᵀ instead of x Wᵀ, with the scale s of
 * all adapters (LoRA; Hu et al. 2021, section 4.1). Since B begins with zeros the layer begins as it was.
 *
 * @param weight W, [outputs, inputs]
 * @param down A, [rank, inputs], which begins as PEFT has it: uniform by Kaiming's bound, 1 / √inputs
 * @param up B, [outputs, rank]
 */
public record Adapter(TensorSpec weight, TensorSpec down, TensorSpec up) {
    /** What follows the layer's name in that of its weight, with a dot or, where a layer has several weights, a line. */
    private static final String WEIGHT = "weight";

    static Adapter of(TensorSpec weight, int rank) {
        String layer = layer(weight);
        long outputs = weight.shape().get(0);
        long inputs = weight.shape().get(1);
        return new Adapter(
                weight,
                matrix(layer + ".lora_A.weight", Initialization.byFanIn(inputs), rank, inputs),
                matrix(layer + ".lora_B.weight", new Initialization.Constant(0), outputs, rank));
    }

    private static TensorSpec matrix(String name, Initialization initialization, long rows, long columns) {
        return new TensorSpec(name, TensorType.F32, List.of(rows, columns), true, initialization, false);
    }

    /** The name of the layer that a weight is of, such as {@code layers.0} or {@code self_attn.in_proj}. */
    static String layer(TensorSpec weight) {
        return weight.name().substring(0, weight.name().length() - WEIGHT.length() - 1);
    }

    /** The name of the layer. */
    public String layer() {
        return layer(weight);
    }

    /** The highest rank that the weight can have. */
    long highestRank() {
        return Math.min(weight.shape().get(0), weight.shape().get(1));
    }

    Stream<TensorSpec> tensors() {
        return Stream.of(down, up);
    }
}
