package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** Pieces of JSON schemas. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode anyOf(JsonNode... schemas) {
        ObjectNode schema = object();
        ArrayNode choices = schema.putArray("anyOf");
        for (JsonNode choice : schemas) {
            choices.add(choice);
        }
        return schema;
    }

    /** Null, with which a value is taken back. */
    static ObjectNode nothing() {
        return object().put("type", "null");
    }

    static ObjectNode enumeration(Collection<String> words) {
        ObjectNode schema = object().put("type", "string");
        ArrayNode allowed = schema.putArray("enum");
        words.forEach(allowed::add);
        return schema;
    }
}
