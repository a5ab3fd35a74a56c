package io.jenkins.trainmodel.spec.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.Optional;

/**
 * A network that a program has read in the files of a model, so that the documentation and editors need not repeat the keys of
 * all of them.
 *
 * @param networks all that there are
 */
record ReadNetworkType(ValueType<ModelSpec> networks) implements ValueType<ModelSpec> {
    @Override
    public Optional<ModelSpec> read(Node node, ReadContext context) {
        return networks.read(node, context);
    }

    @Override
    public JsonNode write(ModelSpec value) {
        return networks.write(value);
    }

    @Override
    public String allowed() {
        return "a network, as under model";
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }
}
