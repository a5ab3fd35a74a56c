package io.jenkins.trainmodel.spec.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Options that a part of a user's own understands: any map. Numbers and booleans are what looks like one; null takes an option back, as it
 * does everywhere, and stands in no list.
 */
final class OptionsType implements ValueType<Map<String, Object>> {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern PATH = Pattern.compile("path|.*Path");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public Optional<Map<String, Object>> read(Node node, ReadContext context) {
        if (!(node instanceof Mapping mapping)) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        return map(mapping, context);
    }

    private Optional<Map<String, Object>> map(Mapping mapping, ReadContext context) {
        List<Entry> given = mapping.entries().stream()
                .filter(entry -> !(entry.value() instanceof Scalar scalar && scalar.isNull()))
                .toList();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Entry entry : given) {
            value(entry.value(), context)
                    .ifPresent(value -> values.put(entry.key(), resolved(entry.key(), value, context)));
        }
        boolean sound = values.size() == given.size();
        return sound ? Optional.of(Collections.unmodifiableMap(values)) : Optional.empty();
    }

    /** The effective specification lies elsewhere than the one that was given. */
    private static Object resolved(String key, Object value, ReadContext context) {
        if (!(value instanceof String text) || !PATH.matcher(key).matches()) {
            return value;
        }
        try {
            return context.options().directory().resolve(text).normalize().toString();
        } catch (InvalidPathException none) {
            return value;
        }
    }

    private Optional<Object> value(Node node, ReadContext context) {
        if (node instanceof Mapping mapping) {
            return map(mapping, context).map(Object.class::cast);
        }
        if (node instanceof Sequence sequence) {
            return list(sequence, context);
        }
        Optional<Object> plain = plain((Scalar) node);
        if (plain.isEmpty()) {
            context.reportFound(node, "a text, a finite number, true or false, a list or a map");
        }
        return plain;
    }

    private Optional<Object> list(Sequence sequence, ReadContext context) {
        List<Object> values = new ArrayList<>();
        sequence.items().forEach(item -> value(item, context).ifPresent(values::add));
        return values.size() == sequence.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private static Optional<Object> plain(Scalar scalar) {
        String text = scalar.text();
        if (scalar.isNull()) {
            return Optional.empty();
        }
        if (scalar.quoted()) {
            return Optional.of(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(text.equals("true"));
        }
        if (WHOLE.matcher(text).matches()) {
            BigInteger whole = new BigInteger(text);
            // each boxed by itself: a conditional of two kinds of numbers makes doubles of both
            return whole.bitLength() < Long.SIZE ? Optional.of(whole.longValue()) : Optional.of(whole.doubleValue());
        }
        return NUMBER.matcher(text).matches()
                ? Optional.<Object>of(Double.parseDouble(text)).filter(number -> Double.isFinite((double) number))
                : Optional.of(text);
    }

    @Override
    public JsonNode write(Map<String, Object> value) {
        return MAPPER.valueToTree(value);
    }

    @Override
    public String allowed() {
        return "a map of options that the part understands, such as {width: 64}";
    }

    @Override
    public ObjectNode schema() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        JsonNode something = json.objectNode().set("not", json.objectNode().put("type", "null"));
        ObjectNode schema = json.objectNode().put("type", "object");
        schema.set("additionalProperties", json.objectNode().set("items", something));
        return schema;
    }
}
