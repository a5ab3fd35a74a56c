package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * A whole number in decimal digits. Leading zeros are refused because YAML 1.1 would read them as octal.
 *
 * @param least the smallest that is allowed
 * @param most the largest that is allowed
 */
record WholeType<T extends Number>(long least, long most, LongFunction<T> narrow, Function<T, JsonNode> json)
        implements ValueType<T> {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,18})");

    static ValueType<Integer> integers(int least, int most) {
        return new WholeType<>(least, most, value -> (int) value, JsonNodeFactory.instance::numberNode);
    }

    static ValueType<Long> longs(long least, long most) {
        return new WholeType<>(least, most, value -> value, JsonNodeFactory.instance::numberNode);
    }

    @Override
    public Optional<T> read(Node node, ReadContext context) {
        Optional<T> value = parse(node).filter(number -> number.longValue() >= least && number.longValue() <= most);
        if (value.isEmpty()) {
            context.reportFound(node, allowed());
        }
        return value;
    }

    private Optional<T> parse(Node node) {
        if (node instanceof Scalar scalar
                && !scalar.quoted()
                && WHOLE.matcher(scalar.text()).matches()) {
            try {
                return Optional.of(narrow.apply(Long.parseLong(scalar.text())))
                        .filter(number -> number.longValue() == Long.parseLong(scalar.text()));
            } catch (NumberFormatException tooLarge) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public JsonNode write(T value) {
        return json.apply(value);
    }

    @Override
    public String allowed() {
        if (least == Long.MIN_VALUE && most == Long.MAX_VALUE) {
            return "a whole number";
        }
        boolean open = most == Integer.MAX_VALUE || most == Long.MAX_VALUE;
        return open ? "a whole number of at least " + least : "a whole number from " + least + " to " + most;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "integer");
        if (least != Long.MIN_VALUE) {
            schema.put("minimum", least);
        }
        if (most != Long.MAX_VALUE) {
            schema.put("maximum", most);
        }
        return schema;
    }
}
