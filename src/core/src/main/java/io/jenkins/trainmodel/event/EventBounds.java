package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What an event may hold at most, wherever it comes from; {@code docs/protocol.md} has the same figures. What goes beyond
 * is cut from the line before it becomes an event, so that nobody behind the codec meets more.
 */
final class EventBounds {
    /** Metrics, verdicts, entries of any list or map. */
    static final int MOST_ENTRIES = 200;

    /** Keys and items of the specification, nested ones counted. */
    static final int MOST_OF_SPECIFICATION = 10_000;

    static final int LONGEST_TEXT = 4_000;
    static final int LONGEST_NAME = 200;

    private static final String SPECIFICATION = "specification";

    /** A part of one is none, so that it is taken or refused as a whole. */
    private static final String PICTURE = "picture";

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private boolean cut;
    private int specification;

    private EventBounds() {}

    /** Cuts the line of an event; answers whether anything was too much. */
    static boolean cut(ObjectNode line) {
        EventBounds bounds = new EventBounds();
        Iterator<Map.Entry<String, JsonNode>> fields = line.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            field.setValue(bounds.cutField(field.getKey(), field.getValue()));
        }
        return bounds.cut;
    }

    private JsonNode cutField(String name, JsonNode value) {
        if (name.equals(SPECIFICATION)) {
            return cutSpecification(value);
        }
        return name.equals(PICTURE) && value.isTextual() ? value : cut(value);
    }

    /** A clock may be wrong; years of other than four digits cannot even be written. */
    static Instant clamped(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }

    private JsonNode cut(JsonNode node) {
        if (node instanceof TextNode text) {
            return cutText(text);
        }
        if (node instanceof ArrayNode array) {
            keep(array.iterator(), count -> count < MOST_ENTRIES);
            for (int i = 0; i < array.size(); i++) {
                array.set(i, cut(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            cutFields(object);
        }
        return node;
    }

    private void cutFields(ObjectNode object) {
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        int kept = 0;
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (kept == MOST_ENTRIES || field.getKey().length() > LONGEST_NAME) {
                fields.remove();
                cut = true;
            } else {
                field.setValue(cut(field.getValue()));
                kept++;
            }
        }
    }

    /** Its keys are not data, so there may be more of them at one place, but not more than people could have written. */
    private JsonNode cutSpecification(JsonNode node) {
        if (node instanceof TextNode text) {
            return cutText(text);
        }
        if (node.isContainerNode()) {
            keep(node.iterator(), count -> specification++ < MOST_OF_SPECIFICATION);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(cutSpecification(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, cutSpecification(array.get(i)));
            }
        }
        return node;
    }

    private void keep(Iterator<JsonNode> items, IntPredicate room) {
        for (int count = 0; items.hasNext(); count++) {
            items.next();
            if (!room.test(count)) {
                items.remove();
                cut = true;
            }
        }
    }

    private TextNode cutText(TextNode text) {
        String value = text.textValue();
        if (value.length() <= LONGEST_TEXT) {
            return text;
        }
        cut = true;
        int end = Character.isHighSurrogate(value.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return TextNode.valueOf(value.substring(0, end) + "…");
    }
}
