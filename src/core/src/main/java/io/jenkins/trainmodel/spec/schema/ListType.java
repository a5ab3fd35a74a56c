package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of values.
 *
 * @param single whether one value may stand for a list of it
 * @param allowed what is allowed, for messages
 */
record ListType<T>(ValueType<T> element, int least, int most, boolean single, String allowed)
        implements ValueType<List<T>> {
    ListType(ValueType<T> element, int least, int most, boolean single) {
        this(element, least, most, single, words(element.allowed(), least, most, single));
    }

    private static String words(String element, int least, int most, boolean single) {
        String length = least > 0 ? least + " to " + most : "at most " + most;
        return (single ? element + ", or " : "") + "a list of " + length + ", each " + element;
    }

    @Override
    public Optional<List<T>> read(Node node, ReadContext context) {
        if (single && node instanceof Scalar scalar && !scalar.isNull()) {
            return element.read(node, context).map(List::of);
        }
        if (!(node instanceof Sequence sequence)
                || sequence.items().size() < least
                || sequence.items().size() > most) {
            boolean tooLong =
                    node instanceof Sequence sequence && !sequence.items().isEmpty();
            String size = tooLong ? " of " + ((Sequence) node).items().size() : "";
            context.report(node, node.describe() + size, allowed());
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (Node item : sequence.items()) {
            element.read(item, context).ifPresent(values::add);
        }
        return values.size() == sequence.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    @Override
    public JsonNode write(List<T> values) {
        ArrayNode array = Json.array();
        values.forEach(value -> array.add(element.write(value)));
        return array;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode list =
                Json.object().put("type", "array").put("minItems", least).put("maxItems", most);
        list.set("items", element.schema());
        return single ? Json.anyOf(element.schema(), list) : list;
    }

    @Override
    public boolean isPlace() {
        return element.isPlace();
    }

    @Override
    public List<ObjectType<?>> objects() {
        return element.objects();
    }
}
