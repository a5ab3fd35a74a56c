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
import java.util.stream.Collectors;

/** One of several objects, told apart by the word under {@code type}; the word alone is short for the object. */
public final class VariantsType<T> implements ValueType<T> {
    /** The key that tells the variants apart. */
    public static final String TYPE = "type";

    private final List<Variant<? extends T>> variants;
    private final WordType<Variant<? extends T>> words;
    private final boolean typeFixed;
    private final Optional<String> standard;

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
        this(variants, false, Optional.empty());
    }

    private VariantsType(List<? extends Variant<? extends T>> variants, boolean typeFixed, Optional<String> standard) {
        this.variants = List.copyOf(variants);
        this.words = new WordType<>(byName(variants));
        this.typeFixed = typeFixed;
        this.standard = standard;
    }

    private static <T> Map<String, Variant<? extends T>> byName(List<? extends Variant<? extends T>> variants) {
        Map<String, Variant<? extends T>> byName = new LinkedHashMap<>();
        variants.forEach(variant -> byName.put(variant.type().name(), variant));
        return byName;
    }

    /** The same, where a resumed run must keep to its variant. */
    public VariantsType<T> typeFixedOnResume() {
        return new VariantsType<>(variants, true, standard);
    }

    /** The same, where a map without {@code type} is of this variant if all of its keys are. */
    public VariantsType<T> standard(String type) {
        return new VariantsType<>(variants, typeFixed, Optional.of(type));
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
        Optional<Variant<? extends T>> variant =
                type.isPresent() ? words.read(type.get().value(), context) : untyped(mapping, context);
        return variant.flatMap(known -> known.type().read(mapping.without(TYPE), context));
    }

    /** A map with a key that the standard variant does not have must say its type; where one type has all, that is meant. */
    private Optional<Variant<? extends T>> untyped(Mapping mapping, ReadContext context) {
        List<Variant<? extends T>> fitting =
                variants.stream().filter(variant -> hasKeysOf(mapping, variant)).collect(Collectors.toList());
        Optional<Variant<? extends T>> usual = fitting.stream()
                .filter(variant ->
                        standard.filter(variant.type().name()::equals).isPresent())
                .findFirst();
        if (usual.isEmpty()) {
            String path = Node.childPath(mapping.path(), TYPE);
            String allowed = words.allowed() + " (the key is required"
                    + standard.map(name -> " where it is not " + name).orElse("") + ")";
            Optional<String> meant = standard.isPresent() && fitting.size() == 1
                    ? Optional.of(TYPE + ": " + fitting.get(0).type().name())
                    : Optional.empty();
            context.report(new SpecProblem(mapping.location(), path, "nothing", allowed, meant));
        }
        return usual;
    }

    private static boolean hasKeysOf(Mapping mapping, Variant<?> variant) {
        List<String> known = variant.type().keys().stream().map(Key::name).toList();
        return mapping.entries().stream().map(Entry::key).allMatch(known::contains);
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
        return "a map with type: " + words.allowed()
                + standard.map(name -> " (without type: " + name + ")").orElse("");
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object();
        ArrayNode choices = schema.putArray("anyOf");
        choices.add(words.schema());
        variants.forEach(variant -> choices.add(variantSchema(variant.type())));
        return schema;
    }

    private ObjectNode variantSchema(ObjectType<?> type) {
        ObjectNode schema = type.objectSchema();
        ((ObjectNode) schema.get("properties"))
                .putObject(TYPE)
                .put("const", type.name())
                .put("description", type.documentation());
        if (standard.filter(type.name()::equals).isEmpty()) {
            schema.withArray("required").add(TYPE);
        }
        return schema;
    }

    @Override
    public List<ObjectType<?>> objects() {
        return variants.stream().<ObjectType<?>>map(Variant::type).toList();
    }
}
