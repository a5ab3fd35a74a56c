package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The networks that a specification can name. */
public final class Networks {
    private static final Map<String, NetworkFamily> FAMILIES = Stream.of(
                    List.of(new Mlp(), new LeNet(), new TransformerEncoder(), new ScriptedNetwork()),
                    ResNet.all(),
                    Gpt.all(),
                    RecurrentNetwork.all())
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(NetworkFamily::name, Function.identity()));

    private Networks() {}

    /**
     * The network of this name for samples of this shape.
     *
     * @param options as the specification gives them
     * @param outputs number of classes, or of predicted values
     * @throws NetworkException if there is none of this name, or options and sizes do not fit
     */
    public static Architecture build(String name, Map<String, Object> options, List<Integer> sampleShape, int outputs) {
        NetworkFamily family = named(name);
        Options read = new Options(name, options, family.options());
        return new Architecture(name, sampleShape, outputs, family.build(read, sampleShape, outputs));
    }

    private static NetworkFamily named(String name) {
        return Optional.ofNullable(FAMILIES.get(name))
                .orElseThrow(() -> new NetworkException("there is no model " + name + "; there are "
                        + String.join(", ", new TreeSet<>(FAMILIES.keySet()))));
    }
}
