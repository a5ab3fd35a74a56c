package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Small networks of every kind, and parameters for them. */
final class OnnxNetworks {
    static final int VOCABULARY = 11;
    static final int OUTPUTS = 3;

    private static final List<Integer> IMAGE = List.of(2, 12, 14);
    private static final List<Integer> SERIES = List.of(6, 3);
    private static final List<Integer> TEXT = List.of(8);
    private static final Map<String, Object> TRANSFORMER = Map.of("layers", 2, "heads", 2, "width", 16);

    private OnnxNetworks() {}

    /** Those that take samples of one shape. */
    static Stream<Named<Architecture>> flat() {
        return Stream.of(
                named("mlp", Map.of("hidden", List.of(7, 5), "dropout", 0.5), List.of(4)),
                named("mlp", Map.of(), List.of(4, 3)),
                named("lenet", Map.of("dropout", 0.5), IMAGE),
                named("resnet18", Map.of(), List.of(1, 64, 65)),
                named("lstm", Map.of("layers", 2, "width", 5), IMAGE),
                named("transformer", with("position", "rotary"), IMAGE));
    }

    /** Those of the same layers whose many parameters take their time. */
    static Stream<Named<Architecture>> large() {
        return Stream.of(named("resnet34", Map.of(), IMAGE), named("resnet50", Map.of(), IMAGE));
    }

    /** Those that read steps of three numbers. */
    static Stream<Named<Architecture>> sequences() {
        Stream<Named<Architecture>> recurrent = Stream.of("lstm", "gru")
                .flatMap(cell -> Stream.of(
                        named(cell, Map.of("width", 5), SERIES),
                        named(cell, Map.of("width", 5, "layers", 2, "pool", "mean", "dropout", 0.5), SERIES),
                        named(cell, Map.of("width", 5, "layers", 3, "bidirectional", true), SERIES)));
        Stream<Named<Architecture>> encoders = Stream.of("learned", "sinusoidal", "rotary")
                .flatMap(position -> Stream.of("mean", "last", "cls")
                        .map(pool -> named(
                                "transformer", with("position", position, "pool", pool, "dropout", 0.5), SERIES)));
        return Stream.concat(recurrent, encoders);
    }

    /** Those that read at most eight tokens. */
    static Stream<Named<Architecture>> decoders() {
        return Stream.of(
                named("gpt", TRANSFORMER, TEXT),
                named("gpt", with("position", "rotary", "activation", "swiglu", "tieWeights", false), TEXT),
                named(
                        "huggingface",
                        with("inner", 20, "activation", "gelu", "epsilon", 1e-3, "tieWeights", false, "dropout", 0.5),
                        TEXT));
    }

    private static Map<String, Object> with(Object... more) {
        Map<String, Object> options = new HashMap<>(TRANSFORMER);
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    private static Named<Architecture> named(String name, Map<String, Object> options, List<Integer> sample) {
        int outputs = sample.equals(TEXT) ? VOCABULARY : OUTPUTS;
        return Named.of(name + " " + options + " " + sample, Networks.build(name, options, sample, outputs));
    }

    /** Other values for every tensor, so that none that is forgotten or in another's place goes unnoticed. */
    static List<NamedTensor> parameters(Architecture network) {
        Random random = new Random(5);
        return network.tensors().stream()
                .<NamedTensor>map(tensor -> HostTensor.of(tensor.name(), tensor.shape(), values(tensor, random)))
                .toList();
    }

    /** Around 1 what scales, around 0 what is added, and matrices so that what comes out is as large as what goes in. */
    private static float[] values(TensorSpec tensor, Random random) {
        boolean scales = tensor.shape().size() == 1 && tensor.name().matches(".*(weight|running_var)");
        double inputs = (double) tensor.elements() / tensor.shape().get(0);
        double range = inputs == 1 ? 0.25 : 1 / Math.sqrt(inputs);
        float[] values = new float[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < values.length; i++) {
            double share = 3.4 * (random.nextFloat() - 0.5);
            values[i] = (float) (scales ? 1 + 0.2 * share : range * share);
        }
        return values;
    }
}
