package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import io.jenkins.trainmodel.trainer.network.layer.GatedProjection;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.LayerNorm;
import io.jenkins.trainmodel.trainer.network.layer.Projection;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TransformerBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The modules of layers that work on sequences. */
record TransformerScript(NetworkScript network, Casts casts) {
    /** Tells which layers it makes modules of. */
    void addTo(LayerModules modules) {
        modules.add(LanguageModel.class, this::model)
                .add(TransformerBlock.class, this::block)
                .add(CausalAttention.class, this::attention)
                .add(GatedProjection.class, this::gated)
                .add(Projection.class, this::projection)
                .add(LayerNorm.class, this::norm);
    }

    /** @see NetworkScript#writing */
    static List<ScriptMethod> writing(LanguageModel layer, String object) {
        ScriptMethod next = ScriptMethod.ofTensor(LanguageModel.NEXT, "    return (" + object + ").next(x, )\n");
        return layer.keeps()
                ? List.of(next, extending("    return (" + object + ").extend(x, past, )\n"))
                : List.of(next);
    }

    /** {@link LanguageModel#EXTEND}, in a network as in what holds it. */
    private static ScriptMethod extending(String body) {
        return new ScriptMethod(
                LanguageModel.EXTEND, "x: Tensor,\n    past: List[Tensor]", "Tuple[Tensor, List[Tensor]]", body);
    }

    ScriptModule projection(Projection layer, String prefix) {
        Optional<String> bias = layer.bias() ? Optional.of("bias") : Optional.empty();
        return network.leaf("Projection", layer, prefix, network.linears().expression("x", "weight", bias, prefix));
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
        ScriptModule inner = projection(layer.inner(), prefix + CausalAttention.INNER + ".");
        ScriptModule outer = projection(layer.outer(), prefix + CausalAttention.OUTER + ".");
        return new AttentionScript(network, casts, layer, inner, outer).module();
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
                List.of(
                        ScriptMethod.ofTensor("forward", block("forward(%s, )", layer.dropout())),
                        new ScriptMethod(
                                "extend", AttentionScript.KEPT, "Tensor", block("extend(%s, past, kept, )", 0))));
    }

    /** @param attend how attention is called for an expression */
    private static String block(String attend, double dropout) {
        return "    x = torch.add(x, "
                + dropout("(self.attn)." + attend.formatted("(self.ln_1).forward(x, )"), dropout) + ")\n"
                + "    return torch.add(x, "
                + dropout("(self.mlp).forward((self.ln_2).forward(x, ), )", dropout) + ")\n";
    }

    static String dropout(String expression, double share) {
        return share == 0 ? expression : "torch.dropout(" + expression + ", " + share + ", self.training)";
    }

    /**
     * Besides {@code forward}, the methods {@code next}: the logits of what follows the last token alone, and, where all
     * blocks are those of a transformer, {@code extend}: the same for tokens behind others, and keys and values of all.
     */
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
        List<ScriptMethod> methods = new ArrayList<>(List.of(
                ScriptMethod.ofTensor(LanguageModel.BEFORE_BLOCKS, first(layer)),
                ScriptMethod.ofTensor(
                        LanguageModel.BEHIND_BLOCKS, "    return " + logits(layer, "(self.ln_f).forward(x, )") + "\n"),
                ScriptMethod.ofTensor(
                        "features", "    return (self.ln_f).forward((self.h).forward((self).embedded(x, ), ), )\n"),
                ScriptMethod.ofTensor("forward", "    return " + logits(layer, "(self).features(x, )") + "\n"),
                ScriptMethod.ofTensor(
                        LanguageModel.NEXT, next(layer, "(self).features(x, )") + "    return logits\n")));
        if (layer.keeps()) {
            methods.add(extending(extend(layer)));
        }
        return network.module("LanguageModel", attributes, methods);
    }

    private String next(LanguageModel layer, String features) {
        return "    logits = " + logits(layer, "torch.select(" + features + ", 1, -1)") + ".to(6)\n";
    }

    /** What goes into the first block. */
    private static String first(LanguageModel layer) {
        return embedded(layer, "0") + "    return " + dropout("x", layer.dropout()) + "\n";
    }

    /** @param begin the expression of how many tokens were before */
    private static String embedded(LanguageModel layer, String begin) {
        return "    length = torch.size(x, 1)\n    x = torch.embedding(self.wte.weight, x)\n"
                + (layer.positions().isEmpty()
                        ? ""
                        : "    x = torch.add(x, torch.slice(self.wpe.weight, 0, " + begin + ", torch.add(" + begin
                                + ", length)))\n");
    }

    private String extend(LanguageModel layer) {
        StringBuilder body = new StringBuilder("    begin = 0\n    if torch.gt(torch.len(past), 0):\n"
                + "      begin = torch.size(past[0], 2)\n    kept = annotate(List[Tensor], [])\n");
        body.append(embedded(layer, "begin"));
        for (Sequential.Child block : layer.blocks().layers()) {
            body.append("    x = (" + ClassText.access("self.h", block.name()) + ").extend(x, past, kept, )\n");
        }
        return body.append(next(layer, "(self.ln_f).forward(x, )"))
                .append("    return (logits, kept)\n")
                .toString();
    }

    private String logits(LanguageModel layer, String features) {
        return layer.head().isPresent()
                ? "(self.lm_head).forward(" + features + ", )"
                : "torch.linear(" + casts.of(features) + ", " + casts.of("self.wte.weight") + ", None)";
    }
}
