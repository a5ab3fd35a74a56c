package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.layer.ClassToken;
import io.jenkins.trainmodel.trainer.network.layer.EncoderBlock;
import io.jenkins.trainmodel.trainer.network.layer.LearnedPositions;
import io.jenkins.trainmodel.trainer.network.layer.Recurrent;
import io.jenkins.trainmodel.trainer.network.layer.SelfAttention;
import io.jenkins.trainmodel.trainer.network.layer.SequencePool;
import io.jenkins.trainmodel.trainer.network.layer.SinusoidalPositions;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The modules and expressions of layers that read a sequence as a whole. */
record SequenceScript(NetworkScript network, Casts casts) {
    /** Tells which layers it makes modules of. */
    void addTo(LayerModules modules) {
        modules.add(Recurrent.class, this::recurrent)
                .add(EncoderBlock.class, this::block)
                .add(SelfAttention.class, this::attention)
                .add(ClassToken.class, this::classToken)
                .add(LearnedPositions.class, this::positions)
                .add(SinusoidalPositions.class, this::waves);
    }

    /** One operation of the engine for all layers and steps, which begins with nothing remembered. */
    ScriptModule recurrent(Recurrent layer, String prefix) {
        String parameters = layer.tensors().stream()
                .map(TensorSpec::name)
                .map(casts::parameter)
                .collect(Collectors.joining(", ", "[", "]"));
        int states = layer.layers() * layer.directions();
        String state = layer.cell() == Recurrent.Cell.LSTM ? "[nothing, nothing]" : "nothing";
        double between = layer.layers() > 1 ? layer.dropout() : 0;
        String body = "    x = " + casts.input() + "\n"
                + "    nothing = torch.zeros([" + states + ", torch.size(x, 0), " + layer.width()
                + "], dtype=x.dtype, device=x.device)\n"
                + "    return (torch." + layer.cell().word() + "(x, " + state + ", " + parameters + ", True, "
                + layer.layers() + ", " + between + ", self.training, " + truth(layer.bidirectional())
                + ", True))[0]\n";
        return network.module("Recurrent", network.attributes(layer, prefix), body);
    }

    private static String truth(boolean value) {
        return value ? "True" : "False";
    }

    static String pool(SequencePool layer) {
        return switch (layer.how()) {
            case MEAN -> "torch.mean(x, [1])";
            case FIRST -> "torch.select(x, 1, 0)";
            case LAST -> "torch.select(x, 1, -1)";
            case ENDS ->
                "torch.cat([(torch.chunk(torch.select(x, 1, -1), 2, 1))[0],"
                        + " (torch.chunk(torch.select(x, 1, 0), 2, 1))[1]], 1)";
        };
    }

    ScriptModule classToken(ClassToken layer, String prefix) {
        return network.leaf(
                "ClassToken",
                layer,
                prefix,
                "torch.cat([torch.type_as(torch.expand(self.weight, [torch.size(x, 0), 1, " + layer.width()
                        + "]), x), x], 1)");
    }

    ScriptModule positions(LearnedPositions layer, String prefix) {
        return network.leaf(
                "LearnedPositions", layer, prefix, "torch.add(x, torch.slice(self.weight, 0, 0, torch.size(x, 1)))");
    }

    /** The waves are made anew in float32, which costs less than a tensor in every file. */
    ScriptModule waves(SinusoidalPositions layer, String prefix) {
        int half = layer.width() / 2;
        String body = "    length = torch.size(x, 1)\n"
                + AttentionText.angles(half, "0")
                + "    waves = torch.stack([torch.sin(angles), torch.cos(angles)], 2)\n"
                + "    return torch.add(x, torch.reshape(waves, [length, " + layer.width() + "]))\n";
        return network.module("SinusoidalPositions", new LinkedHashMap<>(Map.of("training", false)), body);
    }

    ScriptModule attention(SelfAttention layer, String prefix) {
        String inner = network.linears()
                .expression("x", SelfAttention.INNER + "_weight", Optional.of(SelfAttention.INNER + "_bias"), prefix);
        String outer = network.linears()
                .expression(
                        "joined", SelfAttention.OUTER + ".weight", Optional.of(SelfAttention.OUTER + ".bias"), prefix);
        AttentionText text =
                new AttentionText(casts, layer.width(), layer.heads(), layer.rotary(), layer.dropout(), false);
        return network.module("SelfAttention", network.attributes(layer, prefix), text.of(inner, outer));
    }

    ScriptModule block(EncoderBlock layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(EncoderBlock.ATTENTION, attention(layer.attention(), prefix + EncoderBlock.ATTENTION + "."));
        for (String linear : new String[] {EncoderBlock.FIRST_LINEAR, EncoderBlock.SECOND_LINEAR}) {
            boolean first = linear.equals(EncoderBlock.FIRST_LINEAR);
            attributes.put(linear, network.linear(first ? layer.first() : layer.second(), prefix + linear + "."));
        }
        TransformerScript norms = new TransformerScript(network, casts);
        attributes.put(EncoderBlock.FIRST_NORM, norms.norm(layer.norm(), prefix + EncoderBlock.FIRST_NORM + "."));
        attributes.put(EncoderBlock.SECOND_NORM, norms.norm(layer.norm(), prefix + EncoderBlock.SECOND_NORM + "."));
        attributes.put("training", false);
        String hidden = "torch.gelu((self.linear1).forward((self.norm2).forward(x, ), ))";
        double share = layer.dropout();
        // what blocks add to is float32 also where they compute in less
        String body = "    x = x.to(6)\n    x = torch.add(x, "
                + TransformerScript.dropout("(self.self_attn).forward((self.norm1).forward(x, ), )", share) + ")\n"
                + "    hidden = " + TransformerScript.dropout(hidden, share) + "\n"
                + "    return torch.add(x, "
                + TransformerScript.dropout("(self.linear2).forward(hidden, )", share) + ")\n";
        return network.module("EncoderBlock", attributes, body);
    }
}
