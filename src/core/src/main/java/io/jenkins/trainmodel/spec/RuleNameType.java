package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.Optional;

/** The name of a rule, which no other rule has. */
final class RuleNameType implements ValueType<String> {
    private static final ValueType<String> TEXT = Types.text("a name", 100);

    @Override
    public Optional<String> read(Node node, ReadContext context) {
        Optional<String> name = TEXT.read(node, context);
        boolean taken = name.filter(given -> !context.claimName(given)).isPresent();
        if (taken) {
            context.report(node, node.describe() + ", which another rule is called", "a name of its own");
        }
        return taken ? Optional.empty() : name;
    }

    @Override
    public JsonNode write(String value) {
        return TEXT.write(value);
    }

    @Override
    public String allowed() {
        return TEXT.allowed();
    }

    @Override
    public ObjectNode schema() {
        return TEXT.schema();
    }
}
