package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectDeclaration;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects under {@code model}. The one place where a further network is declared: its name, its options, and what
 * samples it needs.
 */
public final class ModelDeclaration {
    /** The type of a network that begins with a model of the Hugging Face layout, whose tokenizer text may be cut by. */
    public static final String HUGGING_FACE = HuggingFaceDeclaration.NAME;

    /** What samples a network takes. */
    public enum Needs {
        ANY_SHAPE(Set.of()),
        /** Of the shape channels, height, width. */
        IMAGES(Set.of(3)),
        /** Of the shape steps, features, or images. */
        SEQUENCES(Set.of(2, 3)),
        /** Of tokens. */
        TEXT(Set.of()),
        /** What a model needs that is read when a run begins. */
        UNKNOWN(Set.of());

        private final Set<Integer> axes;

        Needs(Set<Integer> axes) {
            this.axes = axes;
        }

        /** Whether samples of so many axes can be taken. */
        public boolean takes(int count) {
            return axes.isEmpty() || axes.contains(count);
        }
    }

    /**
     * A network.
     *
     * @param type its name and options
     */
    private record Network(ObjectType<ModelSpec> type, Needs needs) {}

    private static final Key<ModelSpec, ?> HIDDEN = option(
            "hidden",
            Types.list(Types.integer(1, 1_000_000), 0, 100),
            List.of(128),
            "The sizes of the hidden layers; none: a linear model.");
    private static final Key<ModelSpec, ?> DROPOUT = option(
            "dropout",
            Types.fromToBelow(0, 1),
            0.0,
            "The share of activations that is dropped after hidden layers while training.");
    private static final Key<ModelSpec, ?> ACTIVATION = option(
            "activation",
            Types.word(List.of("relu", "leakyRelu", "elu", "gelu", "silu", "tanh", "sigmoid")),
            "relu",
            "The function after hidden layers.");

    private static final Key<ModelSpec, ?> ZERO_INIT = option(
            "zeroInit",
            Types.truth(),
            false,
            "Whether every residual block begins as its shortcut alone: the weights of its last normalisation at 0.");

    private static final List<Network> NETWORKS = Stream.concat(
                    Stream.of(
                            new Network(
                                    network(
                                            "mlp",
                                            "A multilayer perceptron: fully connected layers.",
                                            List.of(HIDDEN, DROPOUT, ACTIVATION)),
                                    Needs.ANY_SHAPE),
                            new Network(
                                    network(
                                            "lenet",
                                            "LeNet-5, a small convolutional network for small images.",
                                            List.of(DROPOUT, ACTIVATION)),
                                    Needs.IMAGES),
                            residual("resnet18", "A residual network of 18 layers."),
                            residual("resnet34", "A residual network of 34 layers."),
                            residual("resnet50", "A residual network of 50 layers, in blocks with a bottleneck."),
                            new Network(TorchScriptDeclaration.TYPE, Needs.ANY_SHAPE),
                            new Network(CustomNetworkDeclaration.TYPE, Needs.ANY_SHAPE)),
                    Stream.concat(
                            GptDeclaration.TYPES.stream().map(type -> new Network(type, Needs.TEXT)),
                            SequenceNetworkDeclaration.TYPES.stream().map(type -> new Network(type, Needs.SEQUENCES))))
            .toList();

    private static final Set<String> WITHOUT_BLOCKS =
            Set.of("mlp", "lenet", "lstm", "gru", TorchScriptDeclaration.NAME, PartKeys.CUSTOM);

    public static final ValueType<ModelSpec> TYPE = new VariantsType<>(Stream.concat(
                    NETWORKS.stream().map(Network::type), Stream.of(PackageModelDeclaration.type(variants(NETWORKS))))
            .map(ModelDeclaration::variant)
            .toList());

    private ModelDeclaration() {}

    private static ValueType<ModelSpec> variants(List<Network> networks) {
        return new VariantsType<>(networks.stream()
                .map(Network::type)
                .map(ModelDeclaration::variant)
                .toList());
    }

    /** What samples a network takes. */
    public static Needs needs(ModelSpec model) {
        return NETWORKS.stream()
                .filter(network -> network.type().name().equals(model.network().type()))
                .findFirst()
                .map(Network::needs)
                .orElse(Needs.UNKNOWN);
    }

    /** Whether a network is none of those that consist of blocks of one kind: transformers and residual networks. */
    public static boolean isWithoutBlocks(ModelSpec model) {
        return WITHOUT_BLOCKS.contains(model.network().type());
    }

    /** Whether all its parameters are drawn when a run begins, and none is of files. */
    public static boolean isDrawn(ModelSpec model) {
        return NETWORKS.stream().anyMatch(network -> network.type().name().equals(model.type()))
                && !Set.of(HUGGING_FACE, TorchScriptDeclaration.NAME).contains(model.type());
    }

    static <T> Key<ModelSpec, T> option(String name, ValueType<T> type, T standard, String documentation) {
        @SuppressWarnings("unchecked") // only the key itself puts values under its name
        Key<ModelSpec, T> key = Key.of(name, type, model -> (T) model.options().get(name), standard, documentation);
        return key;
    }

    /** A key of what files say, which nobody need give. */
    static <T> Key<ModelSpec, Optional<T>> read(String name, ValueType<T> type, String documentation) {
        @SuppressWarnings("unchecked") // only the key itself puts values under its name
        Key<ModelSpec, Optional<T>> key = Key.optional(
                name, type, model -> Optional.ofNullable((T) model.options().get(name)), documentation);
        return key;
    }

    private static Network residual(String name, String documentation) {
        return new Network(network(name, documentation, List.of(ZERO_INIT)), Needs.IMAGES);
    }

    private static ObjectType<ModelSpec> network(String name, String documentation, List<Key<ModelSpec, ?>> options) {
        return network(ObjectType.named(name, documentation), name, options);
    }

    /** Ends the declaration of a network with these options. */
    static ObjectType<ModelSpec> network(
            ObjectDeclaration<ModelSpec> declaration, String name, List<Key<ModelSpec, ?>> options) {
        options.forEach(declaration::key);
        return declaration.build(values -> {
            Map<String, Object> accepted = new LinkedHashMap<>();
            options.forEach(option -> accepted.put(option.name(), values.get(option)));
            return new ModelSpec(name, Collections.unmodifiableMap(accepted));
        });
    }

    private static Variant<ModelSpec> variant(ObjectType<ModelSpec> type) {
        String name = type.name();
        return new Variant<>(
                type, value -> value instanceof ModelSpec model && model.type().equals(name));
    }
}
