package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Carries numbers through JSON that JSON cannot write. NaN and the infinities become null, and the field
 * {@code nonFinite} of the outermost object says what each of them was: {@code nan}, {@code inf} or {@code -inf}.
 *
 * <p>A key of {@code nonFinite} is the name of a metric, standing for the field below {@code metrics}; a key that begins
 * with a slash is a JSON pointer (RFC 6901) to any other number.
 */
public final class NonFinite {
    private static final String FIELD = "nonFinite";
    private static final String METRICS = "/metrics/";
    private static final Map<String, Double> VALUES =
            Map.of("nan", Double.NaN, "inf", Double.POSITIVE_INFINITY, "-inf", Double.NEGATIVE_INFINITY);

    private NonFinite() {}

    /** The word for a number that is not finite. */
    public static String word(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return value > 0 ? "inf" : "-inf";
    }

    /** Replaces what is not finite by null, and adds the reasons where there are any. */
    public static void extract(ObjectNode object) {
        if (isAnywhereIn(object)) {
            ObjectNode reasons = object.objectNode();
            collect(object, "", reasons);
            object.set(FIELD, reasons);
        }
    }

    /**
     * Puts the numbers back in the place of their nulls; reasons that point elsewhere are ignored.
     *
     * @throws IllegalArgumentException if the reasons are no object of known words, or a pointer is malformed
     */
    public static void restore(ObjectNode object) {
        JsonNode reasons = object.remove(FIELD);
        if (reasons == null) {
            return;
        }
        if (!reasons.isObject()) {
            throw new IllegalArgumentException("\"nonFinite\" is not an object");
        }
        for (Map.Entry<String, JsonNode> reason : reasons.properties()) {
            restore(object, reason.getKey(), value(reason.getValue()));
        }
    }

    private static boolean isAnywhereIn(JsonNode node) {
        if (!node.isContainerNode()) {
            return isNonFinite(node);
        }
        for (JsonNode child : node) {
            if (isAnywhereIn(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNonFinite(JsonNode node) {
        return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue());
    }

    private static void collect(JsonNode node, String pointer, ObjectNode reasons) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String child = pointer + '/' + escape(field.getKey());
                field.setValue(extract(field.getValue(), child, reasons));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, extract(array.get(i), pointer + '/' + i, reasons));
            }
        }
    }

    private static JsonNode extract(JsonNode node, String pointer, ObjectNode reasons) {
        if (isNonFinite(node)) {
            reasons.put(key(pointer), word(node.doubleValue()));
            return NullNode.instance;
        }
        collect(node, pointer, reasons);
        return node;
    }

    private static String key(String pointer) {
        String metric = pointer.startsWith(METRICS) ? pointer.substring(METRICS.length()) : "/";
        boolean direct = metric.indexOf('/') < 0 && !metric.startsWith("~1");
        return direct ? metric.replace("~1", "/").replace("~0", "~") : pointer;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static double value(JsonNode reason) {
        Double value = VALUES.get(reason.asText());
        if (value == null) {
            throw new IllegalArgumentException("\"nonFinite\" holds something else than nan, inf and -inf");
        }
        return value;
    }

    private static void restore(ObjectNode object, String key, double value) {
        JsonPointer pointer = JsonPointer.compile(key.startsWith("/") ? key : METRICS + escape(key));
        if (!object.at(pointer).isNull()) {
            return;
        }
        JsonNode parent = object.at(pointer.head());
        if (parent instanceof ObjectNode fields) {
            fields.set(pointer.last().getMatchingProperty(), DoubleNode.valueOf(value));
        } else if (parent instanceof ArrayNode items) {
            items.set(pointer.last().getMatchingIndex(), DoubleNode.valueOf(value));
        }
    }
}
