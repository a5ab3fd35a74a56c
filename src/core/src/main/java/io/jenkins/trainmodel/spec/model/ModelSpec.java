package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.part.PartSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network, found by its type's name among the trainer's networks.
 *
 * @param options what the type's reader accepted, by key: numbers, strings and lists of them, paths, networks, and parts
 */
public record ModelSpec(String type, Map<String, Object> options) {
    /** The key under which what files say of a network stands. */
    public static final String NETWORK = "network";

    /** The key under which the part of a user's own stands that gives the network. */
    static final String PART = "part";

    /** The network that is built: that of the model with which a run begins, where its files say which, else this one. */
    public ModelSpec network() {
        return options.get(NETWORK) instanceof ModelSpec within ? within.network() : this;
    }

    /** The part of a user's own that gives the network; empty where it is one of the trainer's. */
    public Optional<PartSpec> part() {
        return options.get(PART) instanceof PartSpec part ? Optional.of(part) : Optional.empty();
    }

    /** The names in the list under a key; none where the type has no such list. */
    public List<String> names(String key) {
        return options.get(key) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }
}
