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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kind of device, or one GPU by its number, as {@code gpu:2}. */
final class DeviceNameType implements ValueType<DeviceName> {
    private static final ValueType<DeviceSpec.Kind> WORD = Types.word(DeviceSpec.Kind.class);
    private static final String NUMBERED = "gpu:(0|[1-9][0-9]{0,2})";
    private static final Pattern GPU = Pattern.compile(NUMBERED);

    @Override
    public Optional<DeviceName> read(Node node, ReadContext context) {
        if (node instanceof Scalar scalar) {
            Matcher numbered = GPU.matcher(scalar.text());
            if (numbered.matches()) {
                return Optional.of(
                        new DeviceName(DeviceSpec.Kind.GPU, Optional.of(Integer.valueOf(numbered.group(1)))));
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
                .add(numbered.put("type", "string").put("pattern", "^" + NUMBERED + "$"));
        return schema;
    }
}
