package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of some words, each of which stands for a value. */
record WordType<T>(Map<String, T> words) implements ValueType<T> {

    /** The constants of an enumeration in lower case. */
    static <E extends Enum<E>> ValueType<E> of(Class<E> type) {
        return of(List.of(type.getEnumConstants()));
    }

    /** Some constants of an enumeration. */
    static <E extends Enum<E>> ValueType<E> of(List<E> constants) {
        return new WordType<>(constants.stream()
                .collect(Collectors.toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT),
                        constant -> constant,
                        (one, other) -> one,
                        LinkedHashMap::new)));
    }

    @Override
    public Optional<T> read(Node node, ReadContext context) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        Optional<T> value = Optional.ofNullable(words.get(scalar.text()));
        if (value.isEmpty()) {
            context.reportWord(node, scalar.text(), words.keySet());
        }
        return value;
    }

    @Override
    public JsonNode write(T value) {
        return words.entrySet().stream()
                .filter(word -> word.getValue().equals(value))
                .map(word -> JsonNodeFactory.instance.textNode(word.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no word for " + value));
    }

    @Override
    public String allowed() {
        return String.join(", ", words.keySet());
    }

    @Override
    public ObjectNode schema() {
        return Json.enumeration(words.keySet());
    }
}
