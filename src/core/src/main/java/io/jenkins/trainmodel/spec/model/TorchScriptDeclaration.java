package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.reference.WarmStartDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectDeclaration;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network of PyTorch's own export, whose code and parameters are in a file. */
final class TorchScriptDeclaration {
    static final String NAME = "torchscript";

    private static final Key<ModelSpec, Path> PATH = Key.required(
            "path",
            Types.place("a TorchScript file, as torch.jit.save writes it"),
            model -> (Path) model.options().get("path"),
            "The file; it is needed as long as the run lasts, like the data.");
    private static final Key<ModelSpec, String> HEAD = ModelDeclaration.option(
            "head",
            Types.word(List.of("kept", "new")),
            "kept",
            "Whether the last layer is taken over, for as many classes, or begins anew for others.");
    private static final Key<ModelSpec, List<String>> FREEZE = ModelDeclaration.option(
            "freeze", WarmStartDeclaration.PATTERNS, List.of(), "Parameters that are not trained.");
    private static final Key<ModelSpec, List<String>> RESET = ModelDeclaration.option(
            "reset",
            WarmStartDeclaration.PATTERNS,
            List.of(),
            "Parameters that are not taken over but drawn anew, besides those of a new head.");
    private static final Key<ModelSpec, Optional<String>> SHA256 = ModelDeclaration.read(
            "sha256", Types.text("64 hexadecimal digits", 64), "The SHA-256 of the file; read when a run begins.");
    private static final List<Key<ModelSpec, ?>> GIVEN = List.of(PATH, HEAD, FREEZE, RESET);

    static final ObjectType<ModelSpec> TYPE = type();

    private TorchScriptDeclaration() {}

    private static ObjectType<ModelSpec> type() {
        ObjectDeclaration<ModelSpec> declaration = ObjectType.named(
                NAME, "The network of a TorchScript file that PyTorch has exported, which begins with its parameters.");
        GIVEN.forEach(declaration::key);
        return declaration.key(SHA256).build(values -> {
            Map<String, Object> accepted = new LinkedHashMap<>();
            GIVEN.forEach(key -> accepted.put(key.name(), values.get(key)));
            values.get(SHA256).ifPresent(value -> accepted.put(SHA256.name(), value));
            return new ModelSpec(NAME, Collections.unmodifiableMap(accepted));
        });
    }
}
