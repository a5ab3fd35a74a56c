package io.jenkins.trainmodel.spec.schema;

import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What was read for the keys of one object. */
public final class Values {
    private final Mapping mapping;
    private final Map<Key<?, ?>, Object> values = new HashMap<>();

    Values(Mapping mapping) {
        this.mapping = mapping;
    }

    <T> void put(Key<?, T> key, T value) {
        values.put(key, value);
    }

    boolean has(Key<?, ?> key) {
        return values.containsKey(key);
    }

    /** Where the object stands. */
    public Mapping mapping() {
        return mapping;
    }

    /** The value of a key; empty if it is wrong or missing. */
    @SuppressWarnings("unchecked") // put() has the key's own type
    public <T> Optional<T> find(Key<?, T> key) {
        return Optional.ofNullable((T) values.get(key));
    }

    /** The value of a key of a complete object. */
    public <T> T get(Key<?, T> key) {
        return find(key).orElseThrow(() -> new NoSuchElementException(key.name()));
    }

    /** Whether the text gives the key a value. */
    public boolean isGiven(Key<?, ?> key) {
        return mapping.find(key.name())
                .filter(entry -> !(entry.value() instanceof Scalar scalar && scalar.isNull()))
                .isPresent();
    }

    /** Where the key's value stands; where it was left out, the object. */
    public Node node(Key<?, ?> key) {
        return mapping.find(key.name()).map(Entry::value).orElse(mapping);
    }
}
