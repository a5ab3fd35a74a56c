package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import io.jenkins.trainmodel.trainer.network.layer.GatedProjection;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.TransformerBlock;
import java.util.List;
import java.util.Optional;

/** The operators of language models and what they are built of. */
record TransformerOperators(NetworkGraph network, PlaceOperators places) {
    TransformerOperators(NetworkGraph network) {
        this(network, new PlaceOperators(network.graph()));
    }

    /** Tells which layers it has operators for. */
    void addTo(LayerOperators layers) {
        layers.put(LanguageModel.class, this::model)
                .put(TransformerBlock.class, this::block)
                .put(CausalAttention.class, this::attention)
                .put(GatedProjection.class, this::gated);
    }

    /** Tokens to the logits of what follows each of them. */
    private String model(LanguageModel layer, String prefix, Value x) {
        Value tokens = network.add(layer.tokens(), prefix + LanguageModel.TOKENS + ".", x);
        Value placed = layer.positions()
                .map(table -> tokens.of(sum(
                        tokens.name(),
                        places.rows(network.parameter(prefix + LanguageModel.POSITIONS + ".weight"), places.steps(x)))))
                .orElse(tokens);
        Value passed = network.add(layer.blocks(), prefix + LanguageModel.BLOCKS + ".", placed);
        Value features = network.add(layer.norm(), prefix + LanguageModel.NORM + ".", passed);
        String way = layer.head().isPresent() ? LanguageModel.HEAD : LanguageModel.TOKENS;
        return new PlainOperators(network).linear(features, prefix + way + ".weight", Optional.empty());
    }

    private String block(TransformerBlock layer, String prefix, Value x) {
        Value calm = network.add(layer.norm(), prefix + TransformerBlock.FIRST_NORM + ".", x);
        Value attended = network.add(layer.attention(), prefix + TransformerBlock.ATTENTION + ".", calm);
        Value between = x.of(sum(x.name(), attended.name()));
        Value again = network.add(layer.norm(), prefix + TransformerBlock.SECOND_NORM + ".", between);
        Value made = network.add(layer.mlp(), prefix + TransformerBlock.MLP + ".", again);
        return sum(between.name(), made.name());
    }

    private String attention(CausalAttention layer, String prefix, Value x) {
        Value parts = network.add(layer.inner(), prefix + CausalAttention.INNER + ".", x);
        String joined = new AttentionOperators(network.graph(), layer.width(), layer.heads(), layer.rotary(), true)
                .attended(parts.name(), places.steps(x));
        return network.add(layer.outer(), prefix + CausalAttention.OUTER + ".", x.of(joined))
                .name();
    }

    private String gated(GatedProjection layer, String prefix, Value x) {
        PlainOperators plain = new PlainOperators(network);
        Value gate = network.add(layer.gate(), prefix + GatedProjection.GATE + ".", x);
        Value value = network.add(layer.value(), prefix + GatedProjection.VALUE + ".", x);
        return plain.product(plain.activation(Activation.Function.SILU, gate.name()), value.name());
    }

    private String sum(String one, String other) {
        return network.graph().add("Add", List.of(one, other));
    }
}
