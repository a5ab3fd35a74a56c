package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.List;
import java.util.Set;

/** A network that is shaped as GPT-2, of sizes that were read from a file of the Hugging Face layout. */
final class HuggingFaceGpt2 implements NetworkFamily {
    private static final int NONE = -1;

    @Override
    public String name() {
        return "huggingface";
    }

    /** The last four say where parameters come from and what becomes of them, and nothing of the layers. */
    @Override
    public Set<String> options() {
        return Set.of(
                "dropout",
                "layers",
                "heads",
                "width",
                "inner",
                "activation",
                "epsilon",
                "tieWeights",
                "path",
                "freeze",
                "reset",
                "sha256");
    }

    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        Decoder decoder = new Decoder(
                options.size("layers", NONE),
                options.size("heads", NONE),
                options.size("width", NONE),
                false,
                options.number("dropout", 0),
                options.number("epsilon", NONE),
                options.flag("tieWeights", true));
        Activation.Function function = options.function("activation");
        return decoder.network(name(), sampleShape, outputs, decoder.mlp(options.size("inner", NONE), function));
    }
}
