package io.jenkins.plugins.trainmodel.rules;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rule's parameters by the specification's keys, in the order of adding; those that are not given are not there. */
public final class Parameters {
    private static final int LONGEST_NUMBER = 40;

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a parameter; null: not given. */
    public Parameters add(String key, Object value) {
        if (value != null) {
            values.put(key, value);
        }
        return this;
    }

    /** Whether a person has given a value: some text, a number, or at least one entry of a map or list. */
    boolean isGiven(String key) {
        Object value = values.get(key);
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        } else if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        return value != null && !value.toString().isBlank();
    }

    /** What was added; it cannot be changed. */
    public Map<String, Object> toMap() {
        return Collections.unmodifiableMap(values);
    }

    /** A number where the text is one, null where it is blank, and otherwise the text for the reader to complain about. */
    public static Object number(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.length() > LONGEST_NUMBER ? text : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
