package io.jenkins.trainmodel.part;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part that a specification names.
 *
 * @param name among those of its kind on the class path
 * @param options texts, longs, doubles, booleans, and lists and maps of them, which the part itself understands
 */
public record PartSpec(String name, Map<String, Object> options) {
    public PartSpec {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The same part with other options, and with those of its own that are not among them. */
    public PartSpec with(Map<String, Object> others) {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.putAll(others);
        return new PartSpec(name, all);
    }
}
