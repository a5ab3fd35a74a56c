package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import java.util.List;
import java.util.Optional;

/** An object of the specification: its keys, what must hold between them, and how it is built. */
public final class ObjectType<O> implements ValueType<O> {
    private final ObjectDeclaration<O> declaration;

    ObjectType(ObjectDeclaration<O> declaration) {
        this.declaration = declaration;
    }

    /** Begins a declaration; the documentation is one sentence. */
    public static <O> ObjectDeclaration<O> named(String name, String documentation) {
        return new ObjectDeclaration<>(name, documentation);
    }

    public String name() {
        return declaration.name;
    }

    public String documentation() {
        return declaration.documentation;
    }

    public List<Key<? super O, ?>> keys() {
        return List.copyOf(declaration.keys);
    }

    /** The key for whose value alone a value or list in the object's place is short. */
    public Optional<Key<? super O, ?>> shorthand() {
        return declaration.shorthand;
    }

    @Override
    public Optional<O> read(Node node, ReadContext context) {
        Optional<Mapping> mapping = mapping(node);
        if (mapping.isEmpty()) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        int before = context.problemCount();
        Values values = readValues(mapping.get(), context);
        boolean sound =
                context.problemCount() == before && declaration.keys.stream().allMatch(values::has);
        return sound ? Optional.of(declaration.builder.apply(values)) : Optional.empty();
    }

    /** The object's map; made of its shorthand where that stands. */
    public Optional<Mapping> mapping(Node node) {
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (node instanceof Node.Scalar scalar && scalar.isNull()) {
            return Optional.empty();
        }
        return declaration.shorthand.map(key ->
                new Mapping(node.location(), node.path(), List.of(new Entry(key.name(), node.location(), node))));
    }

    /** What can be read of the object, with every problem reported. */
    public Values readValues(Mapping mapping, ReadContext context) {
        reportUnknownKeys(mapping, context);
        Values values = new Values(mapping);
        declaration.keys.forEach(key -> readKey(key, mapping, values, context));
        declaration.checks.forEach(check -> check.accept(values, context));
        return values;
    }

    private <T> void readKey(Key<? super O, T> key, Mapping mapping, Values values, ReadContext context) {
        Optional<Entry> entry = mapping.find(key.name());
        if (entry.isEmpty() && key.isRequired()) {
            reportMissing(key, mapping, context);
        }
        Optional<T> value =
                entry.isPresent() ? key.type().read(entry.get().value(), context) : key.defaultValue(values, context);
        value.ifPresent(read -> {
            values.put(key, read);
            context.remember(key, read);
            entry.ifPresent(given -> context.rememberNode(key, given.value()));
        });
    }

    private void reportMissing(Key<?, ?> key, Mapping mapping, ReadContext context) {
        boolean excused =
                mapping.path().isEmpty() && context.options().excused().contains(key.name());
        if (!excused) {
            String path = Node.childPath(mapping.path(), key.name());
            String allowed = key.type().allowed() + " (the key is required)";
            context.report(new SpecProblem(mapping.location(), path, "nothing", allowed, Optional.empty()));
        }
    }

    private void reportUnknownKeys(Mapping mapping, ReadContext context) {
        List<String> known = declaration.keys.stream().map(Key::name).toList();
        for (Entry entry : mapping.entries()) {
            String path = Node.childPath(mapping.path(), entry.key());
            if (declaration.elsewhere.containsKey(entry.key())) {
                ObjectDeclaration.Elsewhere elsewhere = declaration.elsewhere.get(entry.key());
                context.report(new SpecProblem(
                        entry.keyLocation(), path, elsewhere.found(), elsewhere.instead(), Optional.empty()));
            } else if (!known.contains(entry.key())) {
                String allowed = known.isEmpty() ? "no key" : String.join(", ", known);
                context.report(new SpecProblem(
                        entry.keyLocation(), path, "an unknown key", allowed, Suggestion.nearest(entry.key(), known)));
            }
        }
    }

    @Override
    public ObjectNode write(O object) {
        ObjectNode json = Json.object();
        for (Key<? super O, ?> key : declaration.keys) {
            JsonNode value = key.write(object);
            if (!value.isMissingNode()) {
                json.set(key.name(), value);
            }
        }
        return json;
    }

    @Override
    public String allowed() {
        String map = "a map" + (declaration.keys.isEmpty() ? "" : " with " + keyNames());
        return declaration
                .shorthand
                .map(key -> key.type().allowed() + ", or " + map)
                .orElse(map);
    }

    private String keyNames() {
        return String.join(", ", declaration.keys.stream().map(Key::name).toList());
    }

    @Override
    public ObjectNode schema() {
        ObjectNode object = objectSchema();
        return declaration
                .shorthand
                .map(key -> Json.anyOf(key.type().schema(), object))
                .orElse(object);
    }

    /** The JSON schema of the object without its shorthand. */
    public ObjectNode objectSchema() {
        ObjectNode schema = Json.object().put("type", "object").put("description", declaration.documentation);
        ObjectNode properties = schema.putObject("properties");
        for (Key<? super O, ?> key : declaration.keys) {
            ObjectNode property = key.type().schema();
            property.put("description", key.documentation());
            key.defaultJson().ifPresent(json -> property.set("default", json));
            properties.set(key.name(), property);
        }
        List<String> required =
                declaration.keys.stream().filter(Key::isRequired).map(Key::name).toList();
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        declaration.exclusive.forEach(keys -> declaration.addExclusive(schema, keys));
        return schema.put("additionalProperties", false);
    }

    @Override
    public List<ObjectType<?>> objects() {
        return List.of(this);
    }
}
