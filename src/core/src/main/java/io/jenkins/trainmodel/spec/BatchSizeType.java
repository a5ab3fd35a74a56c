package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.List;
import java.util.Optional;

/** A number of samples, or {@code auto}, which is empty. */
final class BatchSizeType implements ValueType<Optional<Integer>> {
    /** The most samples of a batch. */
    static final int LARGEST = 1_000_000;

    private static final String AUTO = "auto";
    private static final ValueType<Integer> NUMBER = Types.integer(1, LARGEST);

    @Override
    public Optional<Optional<Integer>> read(Node node, ReadContext context) {
        if (node instanceof Scalar scalar && scalar.text().equals(AUTO)) {
            return Optional.of(Optional.empty());
        }
        Optional<Integer> number = NUMBER.read(node, new ReadContext(context.options(), new Problems()));
        if (number.isEmpty()) {
            context.reportFound(node, allowed());
        }
        return number.map(Optional::of);
    }

    @Override
    public JsonNode write(Optional<Integer> value) {
        return value.map(NUMBER::write).orElseGet(() -> JsonNodeFactory.instance.textNode(AUTO));
    }

    @Override
    public String allowed() {
        return NUMBER.allowed() + ", or auto";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf")
                .add(NUMBER.schema())
                .add(Types.word(List.of(AUTO)).schema());
        return schema;
    }
}
