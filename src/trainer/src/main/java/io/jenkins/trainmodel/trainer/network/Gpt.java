package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.LayerNorm;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A decoder-only transformer as GPT-2 has it (Radford et al. 2019). Takes sequences of tokens. */
final class Gpt implements NetworkFamily {
    private final String name;
    private final int layers;
    private final int heads;
    private final int width;
    private final String activation;

    private Gpt(String name, int layers, int heads, int width) {
        this(name, layers, heads, width, "geluTanh");
    }

    private Gpt(String name, int layers, int heads, int width, String activation) {
        this.name = name;
        this.layers = layers;
        this.heads = heads;
        this.width = width;
        this.activation = activation;
    }

    /** The network of any size, that of files, and those of GPT-2 (Radford et al. 2019, table 2, with the heads of the released models). */
    static List<NetworkFamily> all() {
        return List.of(
                new Gpt("gpt", 6, 6, 384, "gelu"),
                new Gpt("gpt2-small", 12, 12, 768),
                new Gpt("gpt2-medium", 24, 16, 1024),
                new Gpt("gpt2-large", 36, 20, 1280),
                new Gpt("gpt2-xl", 48, 25, 1600),
                new HuggingFaceGpt2());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> options() {
        Set<String> always = Set.of("dropout", "position", "activation", "tieWeights");
        return name.equals("gpt") ? Set.copyOf(with(always, "layers", "heads", "width")) : always;
    }

    private static List<String> with(Set<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        int size = options.size("width", width);
        Decoder decoder = new Decoder(
                options.size("layers", layers),
                options.size("heads", heads),
                size,
                options.word("position", Map.of("learned", false, "rotary", true), "learned"),
                options.number("dropout", 0),
                LayerNorm.EPSILON,
                options.flag("tieWeights", true));
        return decoder.network(
                name,
                sampleShape,
                outputs,
                options.word(
                        "activation",
                        Map.of(
                                "gelu", decoder.mlp(4 * size, Activation.Function.GELU),
                                "geluTanh", decoder.mlp(4 * size, Activation.Function.GELU_TANH),
                                "swiglu", decoder.gated()),
                        activation));
    }
}
