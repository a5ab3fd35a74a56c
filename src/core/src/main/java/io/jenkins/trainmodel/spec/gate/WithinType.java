package io.jenkins.trainmodel.spec.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.Optional;

/** A margin, or the word {@code spread}. */
final class WithinType implements ValueType<WithinType.Within> {
    private static final String SPREAD = "spread";
    private static final MarginType MARGIN = new MarginType();

    /** What stands there; without a margin, the word. */
    record Within(Optional<Margin> margin) {
        static final Within OF_SPREAD = new Within(Optional.empty());

        boolean isSpread() {
            return margin.isEmpty();
        }
    }

    @Override
    public Optional<Within> read(Node node, ReadContext context) {
        if (node instanceof Scalar scalar && scalar.text().equals(SPREAD)) {
            return Optional.of(Within.OF_SPREAD);
        }
        if (!MarginType.isOne(node)) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        return MARGIN.read(node, context).map(margin -> new Within(Optional.of(margin)));
    }

    @Override
    public JsonNode write(Within value) {
        return value.margin().map(MARGIN::write).orElseGet(() -> JsonNodeFactory.instance.textNode(SPREAD));
    }

    @Override
    public String allowed() {
        return MARGIN.allowed() + ", or " + SPREAD;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(MARGIN.schema()).addObject().put("const", SPREAD);
        return schema;
    }
}
