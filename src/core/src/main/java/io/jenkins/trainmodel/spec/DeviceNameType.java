package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.Optional;

/** A kind of device, or one GPU by its number, as {@code gpu:2}. */
final class DeviceNameType implements ValueType<DeviceName> {
    private static final ValueType<DeviceSpec.Kind> WORD = Types.word(DeviceSpec.Kind.class);

    @Override
    public Optional<DeviceName> read(Node node, ReadContext context) {
        if (node instanceof Scalar scalar) {
            Optional<DeviceName> numbered = DeviceName.numbered(scalar.text());
            if (numbered.isPresent()) {
                return numbered;
            }
            if (scalar.text().startsWith("gpu:")) {
                context.reportFound(node, "a GPU's number from 0, as in gpu:2");
                return Optional.empty();
            }
        }
        return WORD.read(node, context).map(DeviceName::of);
    }

    @Override
    public JsonNode write(DeviceName value) {
        return value.gpu()
                .<JsonNode>map(number -> JsonNodeFactory.instance.textNode("gpu:" + number))
                .orElseGet(() -> WORD.write(value.kind()));
    }

    @Override
    public String allowed() {
        return WORD.allowed() + ", gpu:0, gpu:1, …";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ObjectNode numbered = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf")
                .add(WORD.schema())
                .add(numbered.put("type", "string").put("pattern", "^" + DeviceName.NUMBERED + "$"));
        return schema;
    }
}
