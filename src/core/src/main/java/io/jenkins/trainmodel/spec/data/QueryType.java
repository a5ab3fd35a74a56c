package io.jenkins.trainmodel.spec.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.Optional;

/** A query in SQL, on as many lines as it likes. */
final class QueryType implements ValueType<String> {
    private static final int LONGEST = 100_000;

    @Override
    public Optional<String> read(Node node, ReadContext context) {
        boolean text = node instanceof Node.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()
                && scalar.text().length() <= LONGEST;
        if (!text) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        return Optional.of(((Node.Scalar) node).text().strip());
    }

    @Override
    public JsonNode write(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    @Override
    public String allowed() {
        return "a query such as select * from people";
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", LONGEST);
    }
}
