package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Declares an object of the specification; {@link #build} ends the declaration. */
public final class ObjectDeclaration<O> {
    final String name;
    final String documentation;
    final List<Key<? super O, ?>> keys = new ArrayList<>();
    final List<BiConsumer<Values, ReadContext>> checks = new ArrayList<>();
    final List<List<Key<? super O, ?>>> exclusive = new ArrayList<>();
    final Map<String, Elsewhere> elsewhere = new HashMap<>();
    Optional<Key<? super O, ?>> shorthand = Optional.empty();
    Function<Values, O> builder;

    ObjectDeclaration(String name, String documentation) {
        this.name = name;
        this.documentation = documentation;
    }

    /**
     * A key that does not stand here.
     *
     * @param found what it is
     * @param instead what is to be done about it
     */
    record Elsewhere(String found, String instead) {}

    /** Adds a key. Keys are read in this order, and defaults may look at keys before theirs. */
    public ObjectDeclaration<O> key(Key<? super O, ?> key) {
        keys.add(key);
        return this;
    }

    /** Adds a key for whose value alone a value or list in the object's place is short. */
    public ObjectDeclaration<O> shorthandKey(Key<? super O, ?> key) {
        shorthand = Optional.of(key);
        return key(key);
    }

    /** Adds something that must hold between keys; it reports what does not. Values that are wrong are missing. */
    public ObjectDeclaration<O> check(BiConsumer<Values, ReadContext> check) {
        checks.add(check);
        return this;
    }

    /** Names a key of earlier versions, and what is to be written in its place. */
    public ObjectDeclaration<O> formerKey(String key, String instead) {
        return foreignKey(key, "a key of earlier versions", instead);
    }

    /** Names a key of another kind of object, says what that is, and what is to be done in its place. */
    public ObjectDeclaration<O> foreignKey(String key, String found, String instead) {
        elsewhere.put(key, new Elsewhere(found, instead));
        return this;
    }

    /** Demands that exactly one of two optional keys is given. */
    public ObjectDeclaration<O> exactlyOne(Key<? super O, ?> one, Key<? super O, ?> other) {
        exclusive.add(List.of(one, other));
        return check((values, context) -> {
            if (values.isGiven(one) == values.isGiven(other)) {
                String found = values.isGiven(one) ? "both" : "neither";
                context.report(
                        values.node(one),
                        found + " of " + one.name() + " and " + other.name(),
                        "one of " + one.name() + " and " + other.name());
            }
        });
    }

    /** Ends the declaration. */
    public ObjectType<O> build(Function<Values, O> fromValues) {
        builder = fromValues;
        return new ObjectType<>(this);
    }

    void addExclusive(ObjectNode schema, List<Key<? super O, ?>> alternatives) {
        ArrayNode choices = schema.putArray("oneOf");
        alternatives.forEach(key -> choices.addObject().putArray("required").add(key.name()));
    }
}
