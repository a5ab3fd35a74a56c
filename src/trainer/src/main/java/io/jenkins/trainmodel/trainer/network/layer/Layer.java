package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.OptionalInt;

/**
 * One node of a network's description. Shapes are of one sample, without the batch's axis: {@code [features]} or
 * {@code [channels, height, width]}; of sequences {@code [tokens]} or {@code [steps, width]}.
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
    @JsonSubTypes.Type(value = Recurrent.class, name = "recurrent"),
    @JsonSubTypes.Type(value = SequencePool.class, name = "sequencePool"),
    @JsonSubTypes.Type(value = ImageRows.class, name = "imageRows"),
    @JsonSubTypes.Type(value = ClassToken.class, name = "classToken"),
    @JsonSubTypes.Type(value = LearnedPositions.class, name = "learnedPositions"),
    @JsonSubTypes.Type(value = SinusoidalPositions.class, name = "sinusoidalPositions"),
    @JsonSubTypes.Type(value = SelfAttention.class, name = "selfAttention"),
    @JsonSubTypes.Type(value = EncoderBlock.class, name = "encoderBlock"),
    @JsonSubTypes.Type(value = Scripted.class, name = "torchScript"),
    @JsonSubTypes.Type(value = OwnBlock.class, name = "ownBlock"),
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
                LanguageModel,
                Recurrent,
                SequencePool,
                ImageRows,
                ClassToken,
                LearnedPositions,
                SinusoidalPositions,
                SelfAttention,
                EncoderBlock,
                Scripted,
                OwnBlock {
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

    /** How many tokens it tells apart; empty where it takes numbers. */
    default OptionalInt vocabulary() {
        return OptionalInt.empty();
    }

    /** Its parameters and buffers, named from the layer on that holds it under this name. */
    default List<TensorSpec> tensorsWithin(String name) {
        return tensors().stream().map(tensor -> tensor.within(name)).toList();
    }

    /** What it consists of where a network can be cut: itself, unless it holds others one after another. */
    default List<Part> parts() {
        return List.of(Part.whole(this));
    }

    /** Whether it is a block, of which deep networks have many, one after another. */
    default boolean repeats() {
        return false;
    }

    /** Whether a layer of this kind is in it. */
    default boolean contains(Class<? extends Layer> kind) {
        return kind.isInstance(this);
    }
}
