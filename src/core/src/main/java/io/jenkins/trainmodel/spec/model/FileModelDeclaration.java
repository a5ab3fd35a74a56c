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

/** What all networks have in common that begin with a model in files. */
final class FileModelDeclaration {
    static final Key<ModelSpec, List<String>> FREEZE = ModelDeclaration.option(
            "freeze", WarmStartDeclaration.PATTERNS, List.of(), "Parameters that are not trained.");

    private FileModelDeclaration() {}

    /** @param what the files are, in words */
    static Key<ModelSpec, Path> path(String what, String description) {
        return Key.required(
                "path", Types.place(what), model -> (Path) model.options().get("path"), description);
    }

    static Key<ModelSpec, String> head(String description) {
        return ModelDeclaration.option("head", Types.word(List.of("kept", "new")), "kept", description);
    }

    static Key<ModelSpec, List<String>> reset(String description) {
        return ModelDeclaration.option("reset", WarmStartDeclaration.PATTERNS, List.of(), description);
    }

    static Key<ModelSpec, Optional<String>> sha256(String description) {
        return ModelDeclaration.read("sha256", Types.text("64 hexadecimal digits", 64), description);
    }

    /**
     * A type of model.
     *
     * @param given keys that people write
     * @param read keys that are written into the specification when a run begins: what the files say
     */
    static ObjectType<ModelSpec> type(
            String name,
            String description,
            List<Key<ModelSpec, ?>> given,
            List<Key<ModelSpec, ? extends Optional<?>>> read) {
        ObjectDeclaration<ModelSpec> declaration = ObjectType.named(name, description);
        given.forEach(declaration::key);
        read.forEach(declaration::key);
        return declaration.build(values -> {
            Map<String, Object> accepted = new LinkedHashMap<>();
            given.forEach(key -> accepted.put(key.name(), values.get(key)));
            read.forEach(key -> values.get(key).ifPresent(value -> accepted.put(key.name(), value)));
            return new ModelSpec(name, Collections.unmodifiableMap(accepted));
        });
    }
}
