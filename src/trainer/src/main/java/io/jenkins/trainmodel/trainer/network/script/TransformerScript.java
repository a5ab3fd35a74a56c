package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import io.jenkins.trainmodel.trainer.network.layer.GatedProjection;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.LayerNorm;
import io.jenkins.trainmodel.trainer.network.layer.Projection;
import io.jenkins.trainmodel.trainer.network.layer.TransformerBlock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The modules of layers that work on sequences. */
record TransformerScript(NetworkScript network, Casts casts) {
    ScriptModule projection(Projection layer, String prefix) {
        return network.leaf(
                "Projection",
                layer,
                prefix,
                "torch.linear(" + casts.input() + ", " + casts.parameter("weight") + ", "
                        + (layer.bias() ? casts.parameter("bias") : "None") + ")");
    }

    ScriptModule norm(LayerNorm layer, String prefix) {
        return network.leaf(
                "LayerNorm",
                layer,
                prefix,
                "torch.layer_norm(x, [" + layer.width() + "], self.weight, self.bias, " + layer.epsilon() + ", True)");
    }

    ScriptModule gated(GatedProjection layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(GatedProjection.GATE, projection(layer.gate(), prefix + GatedProjection.GATE + "."));
        attributes.put(GatedProjection.VALUE, projection(layer.value(), prefix + GatedProjection.VALUE + "."));
        attributes.put("training", false);
        return network.module(
                "GatedProjection",
                attributes,
                "    return torch.mul(torch.silu((self.gate).forward(x, )), (self.value).forward(x, ))\n");
    }

    ScriptModule attention(CausalAttention layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(CausalAttention.INNER, projection(layer.inner(), prefix + CausalAttention.INNER + "."));
        attributes.put(CausalAttention.OUTER, projection(layer.outer(), prefix + CausalAttention.OUTER + "."));
        attributes.put("training", false);
        AttentionText text = new AttentionText(layer.width(), layer.heads(), layer.rotary(), layer.dropout(), true);
        return network.module(
                "CausalAttention",
                attributes,
                text.of("(self.c_attn).forward(x, )", "(self.c_proj).forward(joined, )"));
    }

    ScriptModule block(TransformerBlock layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(TransformerBlock.FIRST_NORM, norm(layer.norm(), prefix + TransformerBlock.FIRST_NORM + "."));
        attributes.put(
                TransformerBlock.ATTENTION, attention(layer.attention(), prefix + TransformerBlock.ATTENTION + "."));
        attributes.put(TransformerBlock.SECOND_NORM, norm(layer.norm(), prefix + TransformerBlock.SECOND_NORM + "."));
        attributes.put(TransformerBlock.MLP, network.sequential(layer.mlp(), prefix + TransformerBlock.MLP + "."));
        attributes.put("training", false);
        return network.module(
                "TransformerBlock",
                attributes,
                "    x = torch.add(x, "
                        + dropout("(self.attn).forward((self.ln_1).forward(x, ), )", layer.dropout()) + ")\n"
                        + "    return torch.add(x, "
                        + dropout("(self.mlp).forward((self.ln_2).forward(x, ), )", layer.dropout()) + ")\n");
    }

    static String dropout(String expression, double share) {
        return share == 0 ? expression : "torch.dropout(" + expression + ", " + share + ", self.training)";
    }

    /** Besides {@code forward}, the method {@code next}: the logits of what follows the last token alone. */
    ScriptModule model(LanguageModel layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(LanguageModel.TOKENS, network.table(layer.tokens(), prefix + LanguageModel.TOKENS + "."));
        layer.positions()
                .ifPresent(places -> attributes.put(
                        LanguageModel.POSITIONS, network.table(places, prefix + LanguageModel.POSITIONS + ".")));
        attributes.put(LanguageModel.BLOCKS, network.sequential(layer.blocks(), prefix + LanguageModel.BLOCKS + "."));
        attributes.put(LanguageModel.NORM, norm(layer.norm(), prefix + LanguageModel.NORM + "."));
        layer.head()
                .ifPresent(head ->
                        attributes.put(LanguageModel.HEAD, projection(head, prefix + LanguageModel.HEAD + ".")));
        attributes.put("training", false);
        return network.module(
                "LanguageModel",
                attributes,
                Map.of(
                        "features", features(layer),
                        "forward", "    return " + logits(layer, "(self).features(x, )") + "\n",
                        "next", next(layer)));
    }

    private String next(LanguageModel layer) {
        return "    x = torch.select((self).features(x, ), 1, -1)\n    return " + logits(layer, "x") + ".to(6)\n";
    }

    private static String features(LanguageModel layer) {
        String places =
                layer.positions().isEmpty() ? "" : "    x = torch.add(x, torch.slice(self.wpe.weight, 0, 0, length))\n";
        String drop = layer.dropout() == 0 ? "" : "    x = " + dropout("x", layer.dropout()) + "\n";
        return "    length = torch.size(x, 1)\n    x = torch.embedding(self.wte.weight, x)\n" + places + drop
                + "    return (self.ln_f).forward((self.h).forward(x, ), )\n";
    }

    private String logits(LanguageModel layer, String features) {
        return layer.head().isPresent()
                ? "(self.lm_head).forward(" + features + ", )"
                : "torch.linear(" + casts.of(features) + ", " + casts.of("self.wte.weight") + ", None)";
    }
}
