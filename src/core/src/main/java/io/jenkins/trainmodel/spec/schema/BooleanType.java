package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.Optional;

/** {@code true} or {@code false}; YAML 1.1's yes, on and their like are refused as too easily not meant. */
record BooleanType() implements ValueType<Boolean> {
    @Override
    public Optional<Boolean> read(Node node, ReadContext context) {
        if (node instanceof Scalar scalar && !scalar.quoted() && scalar.text().matches("true|false")) {
            return Optional.of(Boolean.valueOf(scalar.text()));
        }
        context.reportFound(node, allowed());
        return Optional.empty();
    }

    @Override
    public JsonNode write(Boolean value) {
        return JsonNodeFactory.instance.booleanNode(value);
    }

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public ObjectNode schema() {
        return Json.object().put("type", "boolean");
    }
}
