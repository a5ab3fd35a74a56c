package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map from words that the user chooses to values; not empty. What is null is taken back, as other keys are. */
record MapType<T>(ValueType<String> key, ValueType<T> value, String allowed) implements ValueType<Map<String, T>> {
    @Override
    public Optional<Map<String, T>> read(Node node, ReadContext context) {
        if (!(node instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            context.reportFound(node, allowed);
            return Optional.empty();
        }
        List<Entry> entries = mapping.entries().stream()
                .filter(entry -> !(entry.value() instanceof Node.Scalar scalar && scalar.isNull()))
                .toList();
        if (entries.isEmpty()) {
            context.report(node, "a map in which everything is taken back", "null in the place of the whole map");
            return Optional.empty();
        }
        Map<String, T> values = new LinkedHashMap<>();
        for (Entry entry : entries) {
            // a key is a word, whatever it looks like: a column may be called 53
            Node word = new Node.Scalar(entry.keyLocation(), entry.value().path(), entry.key(), true);
            Optional<String> name = key.read(word, context);
            Optional<T> read = value.read(entry.value(), context);
            name.ifPresent(known -> read.ifPresent(present -> values.put(known, present)));
        }
        boolean sound = values.size() == entries.size();
        return sound ? Optional.of(Collections.unmodifiableMap(values)) : Optional.empty();
    }

    @Override
    public JsonNode write(Map<String, T> values) {
        ObjectNode json = Json.object();
        values.forEach((name, present) -> json.set(name, value.write(present)));
        return json;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "object").put("minProperties", 1);
        schema.set("additionalProperties", Json.anyOf(value.schema(), Json.nothing()));
        schema.set("not", Json.object().set("additionalProperties", Json.nothing()));
        return schema;
    }

    @Override
    public boolean isPlace() {
        return value.isPlace();
    }

    @Override
    public List<ObjectType<?>> objects() {
        return value.objects();
    }
}
