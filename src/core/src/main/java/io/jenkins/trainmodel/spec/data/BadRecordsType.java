package io.jenkins.trainmodel.spec.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.List;
import java.util.Optional;

/** The word {@code fail}, or {@code skip} with a number. */
final class BadRecordsType implements ValueType<BadRecords> {
    private static final String SKIP = "skip";
    private static final ValueType<String> FAIL = Types.word(List.of("fail"));
    private static final ValueType<Integer> COUNT = Types.integer(1);

    @Override
    public Optional<BadRecords> read(Node node, ReadContext context) {
        if (node instanceof Node.Mapping map
                && map.entries().size() == 1
                && map.find(SKIP).isPresent()) {
            return COUNT.read(map.find(SKIP).get().value(), context).map(BadRecords::new);
        }
        if (node instanceof Node.Scalar scalar && scalar.text().equals("fail")) {
            return Optional.of(BadRecords.FAIL);
        }
        context.reportFound(node, allowed());
        return Optional.empty();
    }

    @Override
    public JsonNode write(BadRecords value) {
        return value.areSkipped()
                ? JsonNodeFactory.instance.objectNode().put(SKIP, value.skipped())
                : FAIL.write("fail");
    }

    @Override
    public String allowed() {
        return "fail, or skip with how many at most, such as {skip: 100}";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ObjectNode skip = JsonNodeFactory.instance.objectNode().put("type", "object");
        skip.putObject("properties").set(SKIP, COUNT.schema());
        skip.putArray("required").add(SKIP);
        skip.put("additionalProperties", false);
        schema.putArray("anyOf").add(FAIL.schema()).add(skip);
        return schema;
    }
}
