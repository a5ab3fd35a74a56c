package io.jenkins.trainmodel.spec.model;

import java.util.List;
import java.util.Map;

/**
 * The network, found by its type's name among the trainer's networks.
 *
 * @param options what the type's reader accepted, by key: numbers, strings and lists of them, and paths
 */
public record ModelSpec(String type, Map<String, Object> options) {
    /** The names in the list under a key; none where the type has no such list. */
    public List<String> names(String key) {
        return options.get(key) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }
}
