package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A key of an object in the specification.
 *
 * @param <O> the object
 * @param <T> the key's value
 */
public final class Key<O, T> {
    private final String name;
    private final ValueType<T> type;
    private final Function<? super O, T> getter;
    private final Absence<T> absence;
    private final String documentation;
    private final boolean fixed;

    private Key(
            String name,
            ValueType<T> type,
            Function<? super O, T> getter,
            Absence<T> absence,
            String documentation,
            boolean fixed) {
        this.name = name;
        this.type = type;
        this.getter = getter;
        this.absence = absence;
        this.documentation = documentation;
        this.fixed = fixed;
    }

    /**
     * What a missing key means.
     *
     * @param value the default from what was read before; empty: the key is required
     * @param constant the default where it is always the same
     * @param words the default for the documentation
     */
    private record Absence<T>(
            Optional<BiFunction<Values, ReadContext, Optional<T>>> value, Optional<T> constant, String words) {}

    /** A key that must be there. The documentation is one sentence. */
    public static <O, T> Key<O, T> required(
            String name, ValueType<T> type, Function<? super O, T> getter, String documentation) {
        Absence<T> absence = new Absence<>(Optional.empty(), Optional.empty(), "required");
        return new Key<>(name, type, getter, absence, documentation, false);
    }

    /** A key with a default. */
    public static <O, T> Key<O, T> of(
            String name, ValueType<T> type, Function<? super O, T> getter, T standard, String documentation) {
        JsonNode written = type.write(standard);
        String words = written.isMissingNode() ? "none" : asYaml(written);
        Absence<T> absence =
                new Absence<>(Optional.of((values, context) -> Optional.of(standard)), Optional.of(standard), words);
        return new Key<>(name, type, getter, absence, documentation, false);
    }

    private static String asYaml(JsonNode value) {
        return value.toString().replace("\"", "").replace(":", ": ").replace(",", ", ");
    }

    /** A key that may be left out, with a meaning of its own. */
    public static <O, T> Key<O, Optional<T>> optional(
            String name, ValueType<T> type, Function<? super O, Optional<T>> getter, String documentation) {
        return of(name, new OptionalType<>(type), getter, Optional.empty(), documentation);
    }

    /**
     * A key whose default follows from what was read before.
     *
     * @param words the default for the documentation
     * @param standard empty where it cannot be told; the reason must have been reported
     */
    public static <O, T> Key<O, T> derived(
            String name,
            ValueType<T> type,
            Function<? super O, T> getter,
            String words,
            BiFunction<Values, ReadContext, Optional<T>> standard,
            String documentation) {
        Absence<T> absence = new Absence<>(Optional.of(standard), Optional.empty(), words);
        return new Key<>(name, type, getter, absence, documentation, false);
    }

    /** An object that may be left out, which then has its keys' defaults. */
    public static <O, T> Key<O, T> section(String name, ObjectType<T> type, Function<? super O, T> getter) {
        return derived(
                name,
                type,
                getter,
                "see below",
                (values, context) -> {
                    Mapping outer = values.mapping();
                    String path = Node.childPath(outer.path(), name);
                    return type.read(new Mapping(outer.location(), path, List.of()), context);
                },
                type.documentation());
    }

    /** The same key of an object that holds this one. */
    public <P> Key<P, T> within(Function<? super P, ? extends O> inner) {
        return new Key<>(name, type, inner.andThen(getter), absence, documentation, fixed);
    }

    /** The same key, which must keep its value when a run is resumed. */
    public Key<O, T> fixedOnResume() {
        return new Key<>(name, type, getter, absence, documentation, true);
    }

    public String name() {
        return name;
    }

    public ValueType<T> type() {
        return type;
    }

    public String documentation() {
        return documentation;
    }

    public boolean isFixedOnResume() {
        return fixed;
    }

    public boolean isRequired() {
        return absence.value().isEmpty();
    }

    /** The default for the documentation: a value as it is written, or words. */
    public String defaultWords() {
        return absence.words();
    }

    /** The default as JSON, where it is always the same. */
    Optional<JsonNode> defaultJson() {
        return absence.constant().map(type::write).filter(json -> !json.isMissingNode());
    }

    Optional<T> defaultValue(Values values, ReadContext context) {
        return absence.value().flatMap(function -> function.apply(values, context));
    }

    JsonNode write(O object) {
        return type.write(getter.apply(object));
    }
}
