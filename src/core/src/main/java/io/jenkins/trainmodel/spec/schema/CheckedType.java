package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.List;
import java.util.Optional;

/** Values of another type that must pass a check besides. */
record CheckedType<T>(ValueType<T> type, ValueCheck<? super T> check) implements ValueType<T> {
    @Override
    public Optional<T> read(Node node, ReadContext context) {
        return type.read(node, context).filter(value -> check.passes(node, value, context));
    }

    @Override
    public JsonNode write(T value) {
        return type.write(value);
    }

    @Override
    public String allowed() {
        return type.allowed();
    }

    @Override
    public ObjectNode schema() {
        return type.schema();
    }

    @Override
    public boolean isPlace() {
        return type.isPlace();
    }

    @Override
    public List<ObjectType<?>> objects() {
        return type.objects();
    }
}
