package io.jenkins.plugins.trainmodel.step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keys and values in the three ways of writing them: lines {@code training.batchSize=64}, as the command line's {@code --set}
 * takes them; paths of keys to values; and maps within maps, as Groovy writes them best.
 */
final class SetLines {
    private SetLines() {}

    static String of(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Lines without an equals sign are keys without a value, which {@link #problem} tells. */
    static Map<String, String> parse(String lines) {
        Map<String, String> values = new LinkedHashMap<>();
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int equals = line.indexOf('=');
            String key = equals < 0 ? line : line.substring(0, equals).strip();
            values.put(key, equals < 0 ? "" : line.substring(equals + 1).strip());
        });
        return values;
    }

    /** What is wrong with the first line that cannot be. */
    static Optional<String> problem(String lines) {
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.indexOf('=') < 1)
                .findFirst()
                .map(line -> Messages.SetLines_found(line));
    }

    /** Paths of keys to texts, of maps within maps or of paths. */
    static LinkedHashMap<String, String> flat(Map<?, ?> values) {
        LinkedHashMap<String, String> flat = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flat(inner).forEach((path, text) -> flat.put(key + "." + path, text));
            } else {
                flat.put(String.valueOf(key), String.valueOf(value));
            }
        });
        return flat;
    }

    /** The opposite of {@link #flat}: the generator of Pipeline syntax writes a path without quotes, which is no Groovy. */
    static Map<String, Object> nested(Map<String, String> values) {
        Map<String, Object> nested = new LinkedHashMap<>();
        values.forEach((path, text) -> {
            int dot = path.indexOf('.');
            String key = dot < 0 ? path : path.substring(0, dot);
            if (dot < 0) {
                nested.put(key, text);
            } else {
                nested.put(key, nested(below(values, key + ".")));
            }
        });
        return nested;
    }

    private static Map<String, String> below(Map<String, String> values, String prefix) {
        Map<String, String> below = new LinkedHashMap<>();
        values.forEach((path, text) -> {
            if (path.startsWith(prefix)) {
                below.put(path.substring(prefix.length()), text);
            }
        });
        return below;
    }
}
