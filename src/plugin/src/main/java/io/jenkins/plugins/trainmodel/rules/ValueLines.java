package io.jenkins.plugins.trainmodel.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Values by name as a form has them: a line each, {@code NAME: VALUE}. */
final class ValueLines {
    private ValueLines() {}

    static String of(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + ": " + value.getValue())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Reads them; a line without a colon has an empty name.
     *
     * @param colon the place in a line behind which the value stands, negative where there is none
     * @param value what a text means
     */
    static Map<String, Object> read(String lines, ToIntFunction<String> colon, Function<String, Object> value) {
        Map<String, Object> values = new LinkedHashMap<>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int end = colon.applyAsInt(line);
            String name = line.substring(0, Math.max(0, end)).strip();
            values.put(name, value.apply(line.substring(end + 1).strip()));
        });
        return values;
    }

    /** What a text means that looks like a number, or like none; an empty one is given and means nothing. */
    static Object number(String text) {
        Object number = Parameters.number(text);
        return number == null ? "" : number;
    }
}
