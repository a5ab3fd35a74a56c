package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.reference.WarmStartDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectDeclaration;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that begins with the model of a package. What the package says of its network is written into the specification
 * when a run begins, so that the run goes on without it.
 */
final class PackageModelDeclaration {
    static final String NAME = "package";

    private static final Key<ModelSpec, Path> PATH = Key.required(
            "path",
            Types.place("the directory of a model package, or of a run that has one"),
            model -> (Path) model.options().get("path"),
            "The directory; a run that goes on needs it no more once it has saved a checkpoint.");
    private static final Key<ModelSpec, String> HEAD = ModelDeclaration.option(
            "head",
            Types.word(List.of("kept", "new")),
            "kept",
            "Whether the layer that gives the outputs is taken over, for the same classes, or begins anew for others.");
    private static final Key<ModelSpec, List<String>> FREEZE = ModelDeclaration.option(
            "freeze", WarmStartDeclaration.PATTERNS, List.of(), "Parameters that are not trained.");
    private static final Key<ModelSpec, List<String>> RESET = ModelDeclaration.option(
            "reset",
            WarmStartDeclaration.PATTERNS,
            List.of(),
            "Parameters that are not taken over but drawn anew, besides those of a new head.");
    private static final Key<ModelSpec, Optional<String>> SHA256 = ModelDeclaration.read(
            "sha256",
            Types.text("64 hexadecimal digits", 64),
            "The SHA-256 of the package's parameters; read when a run begins.");
    private static final List<Key<ModelSpec, ?>> GIVEN = List.of(PATH, HEAD, FREEZE, RESET);

    private PackageModelDeclaration() {}

    /** @param networks all networks that a package may hold */
    static ObjectType<ModelSpec> type(ValueType<ModelSpec> networks) {
        Key<ModelSpec, Optional<ModelSpec>> network = ModelDeclaration.read(
                ModelSpec.NETWORK,
                new ReadNetworkType(networks),
                "The network, as the package's specification has it; read when a run begins.");
        ObjectDeclaration<ModelSpec> declaration =
                ObjectType.named(NAME, "The network of a model package, which begins with its parameters.");
        GIVEN.forEach(declaration::key);
        return declaration.key(SHA256).key(network).build(values -> {
            Map<String, Object> accepted = new LinkedHashMap<>();
            GIVEN.forEach(key -> accepted.put(key.name(), values.get(key)));
            values.get(SHA256).ifPresent(value -> accepted.put(SHA256.name(), value));
            values.get(network).ifPresent(value -> accepted.put(network.name(), value));
            return new ModelSpec(NAME, Collections.unmodifiableMap(accepted));
        });
    }
}
