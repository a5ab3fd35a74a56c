package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One node of a network's description. Shapes are of one sample, without the batch's axis: {@code [features]} or
 * {@code [channels, height, width]}; of sequences {@code [tokens]} or {@code [tokens, width]}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sequential.class, name = "sequential"),
    @JsonSubTypes.Type(value = Residual.class, name = "residual"),
    @JsonSubTypes.Type(value = Linear.class, name = "linear"),
    @JsonSubTypes.Type(value = Conv2d.class, name = "conv2d"),
    @JsonSubTypes.Type(value = BatchNorm2d.class, name = "batchNorm2d"),
    @JsonSubTypes.Type(value = Activation.class, name = "activation"),
    @JsonSubTypes.Type(value = MaxPool2d.class, name = "maxPool2d"),
    @JsonSubTypes.Type(value = AveragePool2d.class, name = "averagePool2d"),
    @JsonSubTypes.Type(value = AdaptiveAveragePool2d.class, name = "adaptiveAveragePool2d"),
    @JsonSubTypes.Type(value = Flatten.class, name = "flatten"),
    @JsonSubTypes.Type(value = Dropout.class, name = "dropout"),
    @JsonSubTypes.Type(value = Embedding.class, name = "embedding"),
    @JsonSubTypes.Type(value = LayerNorm.class, name = "layerNorm"),
    @JsonSubTypes.Type(value = Projection.class, name = "projection"),
    @JsonSubTypes.Type(value = GatedProjection.class, name = "gatedProjection"),
    @JsonSubTypes.Type(value = CausalAttention.class, name = "causalAttention"),
    @JsonSubTypes.Type(value = TransformerBlock.class, name = "transformerBlock"),
    @JsonSubTypes.Type(value = LanguageModel.class, name = "languageModel"),
})
public sealed interface Layer
        permits Sequential,
                Residual,
                Linear,
                Conv2d,
                BatchNorm2d,
                Activation,
                MaxPool2d,
                AveragePool2d,
                AdaptiveAveragePool2d,
                Flatten,
                Dropout,
                Embedding,
                LayerNorm,
                Projection,
                GatedProjection,
                CausalAttention,
                TransformerBlock,
                LanguageModel {
    /**
     * What one sample of this shape comes to.
     *
     * @throws NetworkException if the layer cannot take this shape
     */
    Cost cost(List<Integer> input);

    /** Parameters and buffers, named from this layer on, such as {@code weight} or {@code 0.weight}. */
    default List<TensorSpec> tensors() {
        return List.of();
    }

    /** Whether a layer of this kind is in it. */
    default boolean contains(Class<? extends Layer> kind) {
        return kind.isInstance(this);
    }
}
