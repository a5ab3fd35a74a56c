package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import io.jenkins.trainmodel.trainer.network.layer.Embedding;
import io.jenkins.trainmodel.trainer.network.layer.GatedProjection;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Projection;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TransformerBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A decoder-only transformer as GPT-2 has it (Radford et al. 2019), with its names and its first values: standard deviation
 * 0.02, and 0.02 / √(2 layers) for what is added to the residual stream. Takes sequences of tokens.
 */
final class Gpt implements NetworkFamily {
    /** The child under which everything stands; GPT-2's files in the Hugging Face layout have the same. */
    private static final String ROOT = "transformer";

    private static final double DEVIATION = 0.02;
    /** A gated layer has three matrices instead of two, so two thirds of four times the width (Shazeer 2020, section 3.2). */
    private static final int GATED_MULTIPLE = 8;

    private final String name;
    private final int layers;
    private final int heads;
    private final int width;

    private Gpt(String name, int layers, int heads, int width) {
        this.name = name;
        this.layers = layers;
        this.heads = heads;
        this.width = width;
    }

    /** The network of any size, and those of GPT-2 (Radford et al. 2019, table 2, with the heads of the released models). */
    static List<NetworkFamily> all() {
        return List.of(
                new Gpt("gpt", 6, 6, 384),
                new Gpt("gpt2-small", 12, 12, 768),
                new Gpt("gpt2-medium", 24, 16, 1024),
                new Gpt("gpt2-large", 36, 20, 1280),
                new Gpt("gpt2-xl", 48, 25, 1600));
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
        if (sampleShape.size() != 1) {
            throw new NetworkException(name + " takes sequences of tokens, not samples of shape " + sampleShape);
        }
        int size = options.size("width", width);
        Projection head = new Projection(size, outputs, false, DEVIATION);
        boolean learned = options.word("position", Map.of("learned", true, "rotary", false), "learned");
        LanguageModel model = new LanguageModel(
                new Embedding(outputs, size, DEVIATION),
                learned ? Optional.of(new Embedding(sampleShape.get(0), size, DEVIATION)) : Optional.empty(),
                options.number("dropout", 0),
                blocks(options, size, !learned),
                options.flag("tieWeights", true) ? Optional.empty() : Optional.of(head));
        return new Sequential(List.of(new Sequential.Child(ROOT, model)));
    }

    private Sequential blocks(Options options, int size, boolean rotary) {
        int count = options.size("layers", layers);
        double residual = DEVIATION / Math.sqrt(2.0 * count);
        double dropout = options.number("dropout", 0);
        boolean gated = options.word("activation", Map.of("gelu", false, "swiglu", true), "gelu");
        CausalAttention attention = new CausalAttention(
                options.size("heads", heads),
                rotary,
                dropout,
                new Projection(size, 3 * size, true, DEVIATION),
                new Projection(size, size, true, residual));
        TransformerBlock block =
                new TransformerBlock(attention, gated ? gated(size, residual) : mlp(size, residual), dropout);
        return Sequential.of(
                IntStream.range(0, count).mapToObj(index -> (Layer) block).toList());
    }

    private static Sequential mlp(int size, double residual) {
        return new Sequential(List.of(
                new Sequential.Child("c_fc", new Projection(size, 4 * size, true, DEVIATION)),
                new Sequential.Child("act", new Activation(Activation.Function.GELU_TANH)),
                new Sequential.Child("c_proj", new Projection(4 * size, size, true, residual))));
    }

    private static Sequential gated(int size, double residual) {
        int hidden = (8 * size / 3 + GATED_MULTIPLE - 1) / GATED_MULTIPLE * GATED_MULTIPLE;
        Projection half = new Projection(size, hidden, false, DEVIATION);
        return new Sequential(List.of(
                new Sequential.Child("c_fc", new GatedProjection(half, half)),
                new Sequential.Child("c_proj", new Projection(hidden, size, false, residual))));
    }
}
