package io.jenkins.trainmodel.spec.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount in the metric's unit, or a percentage of the reference's value. */
final class MarginType implements ValueType<Margin> {
    private static final ValueType<Double> AMOUNT = Types.atLeast(0);
    private static final Pattern AMOUNT_FORM = Pattern.compile("\\+?[0-9.][-+0-9.eE]{0,99}");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,9}(\\.[0-9]{0,30})?([eE][-+]?[0-9]{1,3})?) ?%");

    @Override
    public Optional<Margin> read(Node node, ReadContext context) {
        if (!isOne(node)) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        Scalar scalar = (Scalar) node;
        if (!scalar.text().endsWith("%")) {
            return AMOUNT.read(node, context).map(amount -> new Margin(amount, false));
        }
        BigDecimal percent = new BigDecimal(
                scalar.text().substring(0, scalar.text().length() - 1).strip());
        return Optional.of(new Margin(percent.movePointLeft(2).doubleValue(), true));
    }

    /** Whether it has the form of a margin; else whoever reads says what else is allowed. */
    static boolean isOne(Node node) {
        return node instanceof Scalar scalar
                && (PERCENT.matcher(scalar.text()).matches()
                        || !scalar.quoted()
                                && AMOUNT_FORM.matcher(scalar.text()).matches());
    }

    @Override
    public JsonNode write(Margin value) {
        return value.relative()
                ? JsonNodeFactory.instance.textNode(
                        BigDecimal.valueOf(value.amount()).movePointRight(2) + "%")
                : AMOUNT.write(value.amount());
    }

    @Override
    public String allowed() {
        return AMOUNT.allowed() + ", or a percentage of the reference's value such as 2%";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode percent = JsonNodeFactory.instance.objectNode().put("type", "string");
        percent.put("pattern", "^" + PERCENT.pattern() + "$");
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(AMOUNT.schema()).add(percent);
        return schema;
    }
}
