package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One of several objects, told apart by the word under {@code type}; the word alone is short for the object. */
public final class VariantsType<T> implements ValueType<T> {
    /** The key that tells the variants apart. */
    public static final String TYPE = "type";

    private final List<Variant<? extends T>> variants;
    private final WordType<Variant<? extends T>> words;
    private final boolean typeFixed;

    /**
     * One variant.
     *
     * @param type its name is the word under {@code type}
     * @param matches tells whether a value is of this variant
     */
    public record Variant<V>(ObjectType<V> type, Predicate<Object> matches) {
        /** A variant with a class of its own. */
        public static <V> Variant<V> of(Class<V> valueClass, ObjectType<V> type) {
            return new Variant<>(type, valueClass::isInstance);
        }

        @SuppressWarnings("unchecked") // only called with what matches() says is a V
        JsonNode write(Object value) {
            ObjectNode json = Json.object().put(TYPE, type.name());
            json.setAll(type.write((V) value));
            return json;
        }
    }

    public VariantsType(List<? extends Variant<? extends T>> variants) {
        this(variants, false);
    }

    private VariantsType(List<? extends Variant<? extends T>> variants, boolean typeFixed) {
        this.variants = List.copyOf(variants);
        this.words = new WordType<>(byName(variants));
        this.typeFixed = typeFixed;
    }

    private static <T> Map<String, Variant<? extends T>> byName(List<? extends Variant<? extends T>> variants) {
        Map<String, Variant<? extends T>> byName = new LinkedHashMap<>();
        variants.forEach(variant -> byName.put(variant.type().name(), variant));
        return byName;
    }

    /** The same, where a resumed run must keep to its variant. */
    public VariantsType<T> typeFixedOnResume() {
        return new VariantsType<>(variants, true);
    }

    boolean isTypeFixedOnResume() {
        return typeFixed;
    }

    @Override
    public Optional<T> read(Node node, ReadContext context) {
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            Mapping empty = new Mapping(node.location(), node.path(), List.of());
            return words.read(node, context).flatMap(variant -> variant.type().read(empty, context));
        }
        if (!(node instanceof Mapping mapping)) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        Optional<Entry> type = mapping.find(TYPE);
        if (type.isEmpty()) {
            String path = Node.childPath(node.path(), TYPE);
            String allowed = words.allowed() + " (the key is required)";
            context.report(new SpecProblem(node.location(), path, "nothing", allowed, Optional.empty()));
        }
        return type.flatMap(entry -> words.read(entry.value(), context))
                .flatMap(variant -> variant.type().read(mapping.without(TYPE), context));
    }

    @Override
    public JsonNode write(T value) {
        return variants.stream()
                .filter(variant -> variant.matches().test(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no variant for " + value))
                .write(value);
    }

    @Override
    public String allowed() {
        return "a map with type: " + words.allowed();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object();
        ArrayNode choices = schema.putArray("anyOf");
        choices.add(words.schema());
        variants.forEach(variant -> choices.add(variantSchema(variant.type())));
        return schema;
    }

    private static ObjectNode variantSchema(ObjectType<?> type) {
        ObjectNode schema = type.objectSchema();
        ((ObjectNode) schema.get("properties"))
                .putObject(TYPE)
                .put("const", type.name())
                .put("description", type.documentation());
        schema.withArray("required").add(TYPE);
        return schema;
    }

    @Override
    public List<ObjectType<?>> objects() {
        return variants.stream().<ObjectType<?>>map(Variant::type).toList();
    }
}
