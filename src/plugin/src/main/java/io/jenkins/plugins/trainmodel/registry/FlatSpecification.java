package io.jenkins.plugins.trainmodel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A specification as a table, since a model registry has one value a name: {@code optimizer.learningRate}, and the numbers of
 * places in lists, counted from 0: {@code stop.0.maxEpochs}.
 */
final class FlatSpecification {
    private static final int LONGEST_KEY = 250;
    /** What older servers take; newer ones take more. */
    private static final int LONGEST_VALUE = 500;

    private final Map<String, String> values = new LinkedHashMap<>();

    private FlatSpecification() {}

    /** In the order of the specification; what is empty is left out, what is too long is cut. */
    static Map<String, String> of(JsonNode specification) {
        FlatSpecification flat = new FlatSpecification();
        flat.add("", specification);
        return Collections.unmodifiableMap(flat.values);
    }

    private void add(String path, JsonNode node) {
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> add(below(path, field.getKey()), field.getValue()));
        } else if (node.isArray()) {
            for (int place = 0; place < node.size(); place++) {
                add(below(path, Integer.toString(place)), node.get(place));
            }
        } else {
            put(path, node.asText());
        }
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void put(String path, String value) {
        // A name that a server would not take, such as one that looks like a path to somewhere else, is no reason to
        // fail.
        String key = path.replaceAll("[^A-Za-z0-9_. -]", "_");
        if (!key.isBlank() && !value.isBlank()) {
            values.putIfAbsent(cut(key, LONGEST_KEY), cut(value, LONGEST_VALUE));
        }
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(longest, text.length()));
    }
}
