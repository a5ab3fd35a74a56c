package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.List;
import java.util.Optional;

/** A value that may be left out; {@code null} stands for that, so that an override can take a value back. */
record OptionalType<T>(ValueType<T> present) implements ValueType<Optional<T>> {
    @Override
    public Optional<Optional<T>> read(Node node, ReadContext context) {
        if (node instanceof Scalar scalar && scalar.isNull()) {
            return Optional.of(Optional.empty());
        }
        return present.read(node, context).map(Optional::of);
    }

    @Override
    public JsonNode write(Optional<T> value) {
        return value.map(present::write).orElse(MissingNode.getInstance());
    }

    @Override
    public boolean isPlace() {
        return present.isPlace();
    }

    @Override
    public String allowed() {
        return present.allowed();
    }

    @Override
    public ObjectNode schema() {
        return Json.anyOf(present.schema(), Json.nothing());
    }

    @Override
    public List<ObjectType<?>> objects() {
        return present.objects();
    }
}
