package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options of a network in a specification, read by type; what is not known is an error. */
final class Options {
    private final String family;
    private final Map<String, Object> values;

    Options(String family, Map<String, Object> values, Set<String> known) {
        this.family = family;
        this.values = values;
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new NetworkException("model " + family + " has no option " + String.join(", ", unknown) + "; it has "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    double number(String key, double otherwise) {
        Object value = values.getOrDefault(key, otherwise);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(key, "a number", value);
    }

    List<Integer> sizes(String key, List<Integer> otherwise) {
        Object value = values.getOrDefault(key, otherwise);
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        return list.stream().map(size -> size(key, size)).toList();
    }

    int size(String key, int otherwise) {
        return size(key, values.getOrDefault(key, otherwise));
    }

    private int size(String key, Object value) {
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() > 0) {
            return number.intValue();
        }
        throw wrong(key, "positive whole numbers", value);
    }

    Activation.Function function(String key) {
        Object value = values.getOrDefault(key, Activation.Function.RELU.word());
        return java.util.Arrays.stream(Activation.Function.values())
                .filter(function -> function.word().equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(key, "one of " + Activation.Function.words(), value));
    }

    boolean flag(String key, boolean otherwise) {
        Object value = values.getOrDefault(key, otherwise);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, "true or false", value);
    }

    /** A place, which must be given. */
    Path path(String key) {
        if (values.get(key) instanceof Path path) {
            return path;
        }
        throw wrong(key, "a path", values.get(key));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf);
    }

    /** What a word stands for. */
    <T> T word(String key, Map<String, T> words, String otherwise) {
        Object value = values.getOrDefault(key, otherwise);
        return Optional.ofNullable(words.get(String.valueOf(value)))
                .orElseThrow(() -> wrong(key, "one of " + String.join(", ", new TreeSet<>(words.keySet())), value));
    }

    private NetworkException wrong(String key, String needed, Object found) {
        return new NetworkException("model " + family + ": " + key + " needs " + needed + ", not " + found);
    }
}
