package io.jenkins.plugins.trainmodel.step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keys and values as lines {@code training.batchSize=64}, the way the command line's {@code --set} takes them. */
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
                .map(line -> "found \"%s\"; allowed: a key, an equals sign and a value, such as training.batchSize=64"
                        .formatted(line));
    }
}
