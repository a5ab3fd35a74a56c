package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;

/** A finite number within a range. Written as in JSON; also {@code .5}, {@code 1.} and a leading plus. */
record DecimalType(Range range) implements ValueType<Double> {
    private static final int LONGEST = 100;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    /**
     * Which numbers are allowed.
     *
     * @param least lower bound, minus infinity for none
     * @param leastIncluded whether the lower bound itself is allowed
     * @param most upper bound, infinity for none
     * @param mostIncluded whether the upper bound itself is allowed
     */
    record Range(double least, boolean leastIncluded, double most, boolean mostIncluded) {
        boolean contains(double value) {
            return (leastIncluded ? value >= least : value > least) && (mostIncluded ? value <= most : value < most);
        }

        String words() {
            String lower = Double.isInfinite(least) ? "" : (leastIncluded ? " of at least " : " above ") + plain(least);
            String and = lower.isEmpty() || Double.isInfinite(most) ? "" : " and";
            String upper = Double.isInfinite(most) ? "" : (mostIncluded ? " at most " : " below ") + plain(most);
            return "a number" + lower + and + upper;
        }

        private static String plain(double bound) {
            return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
        }
    }

    @Override
    public Optional<Double> read(Node node, ReadContext context) {
        Optional<Double> value = parse(node).filter(Double::isFinite).filter(range::contains);
        if (value.isEmpty()) {
            context.reportFound(node, allowed());
        }
        return value;
    }

    private static Optional<Double> parse(Node node) {
        boolean number = node instanceof Scalar scalar
                && !scalar.quoted()
                && scalar.text().length() <= LONGEST
                && NUMBER.matcher(scalar.text()).matches();
        return number ? Optional.of(Double.valueOf(((Scalar) node).text())) : Optional.empty();
    }

    @Override
    public JsonNode write(Double value) {
        return JsonNodeFactory.instance.numberNode(value.doubleValue());
    }

    @Override
    public String allowed() {
        return range.words();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "number");
        if (Double.isFinite(range.least)) {
            schema.put(range.leastIncluded ? "minimum" : "exclusiveMinimum", range.least);
        }
        if (Double.isFinite(range.most)) {
            schema.put(range.mostIncluded ? "maximum" : "exclusiveMaximum", range.most);
        }
        return schema;
    }
}
