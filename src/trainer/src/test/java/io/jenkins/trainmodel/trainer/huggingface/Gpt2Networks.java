package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small networks of language with first parameters. */
final class Gpt2Networks {
    static final int PLACES = 6;
    static final int VOCABULARY = 257;

    private Gpt2Networks() {}

    static Architecture network(Map<String, Object> more) {
        Map<String, Object> options = new HashMap<>(Map.of("layers", 2, "heads", 2, "width", 8));
        options.putAll(more);
        return Networks.build("gpt", options, List.of(PLACES), VOCABULARY);
    }

    static List<NamedTensor> parameters(Architecture network) {
        return List.copyOf(new Initializer(7).initialize(network.tensors()));
    }
}
