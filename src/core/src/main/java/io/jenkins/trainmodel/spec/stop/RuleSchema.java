package io.jenkins.trainmodel.spec.stop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.stop.Outcome;

/** The JSON schema of a stop rule. */
public final class RuleSchema {
    public static final String NAME = "rule";

    private RuleSchema() {}

    public static ObjectNode definition() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode choices = schema.putArray("anyOf");
        RuleType.variants().forEach(variant -> choices.add(rule(variant.type())));
        return schema;
    }

    private static ObjectNode rule(ObjectType<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        parameters.putArray("anyOf").add(type.schema()).addObject().put("type", "null");
        ObjectNode properties = schema.putObject("properties");
        properties.set(type.name(), parameters.put("description", type.documentation()));
        properties.set(RuleDeclaration.NAME, RuleNames.TYPE.schema());
        properties.set(RuleDeclaration.OUTCOME, Types.word(Outcome.class).schema());
        schema.putArray("required").add(type.name());
        return schema.put("additionalProperties", false);
    }
}
