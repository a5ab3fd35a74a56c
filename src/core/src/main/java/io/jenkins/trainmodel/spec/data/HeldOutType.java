package io.jenkins.trainmodel.spec.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.Optional;

/** A share of a series, or {@code from} with the moment at which a part of it begins. */
final class HeldOutType implements ValueType<HeldOut> {
    private static final String FROM = "from";
    private static final ValueType<Double> SHARE = Types.between(0, 1);
    private static final ValueType<String> TIME = Types.checked(
            Types.text("a date or a time such as '2024-01-01' or '2024-01-01T06:00+01:00'", 50),
            HeldOutType::checkTime);

    private static boolean checkTime(Node node, String time, ReadContext context) {
        if (TimeStamp.parse(time).isEmpty()) {
            context.reportFound(node, "a date or a time such as '2024-01-01' or '2024-01-01T06:00+01:00'");
            return false;
        }
        return true;
    }

    @Override
    public Optional<HeldOut> read(Node node, ReadContext context) {
        if (node instanceof Node.Mapping map
                && map.entries().size() == 1
                && map.find(FROM).isPresent()) {
            return TIME.read(map.find(FROM).get().value(), context).map(HeldOut.From::new);
        }
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return SHARE.read(node, context).map(HeldOut.Share::new);
        }
        context.reportFound(node, allowed());
        return Optional.empty();
    }

    @Override
    public JsonNode write(HeldOut value) {
        return value instanceof HeldOut.Share share
                ? SHARE.write(share.share())
                : JsonNodeFactory.instance.objectNode().put(FROM, ((HeldOut.From) value).time());
    }

    @Override
    public String allowed() {
        return SHARE.allowed() + ", or from with a date or a time such as {from: '2024-01-01'}";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ObjectNode from = JsonNodeFactory.instance.objectNode().put("type", "object");
        from.putObject("properties").set(FROM, TIME.schema());
        from.putArray("required").add(FROM);
        from.put("additionalProperties", false);
        schema.putArray("anyOf").add(SHARE.schema()).add(from);
        return schema;
    }
}
