package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a run: any text on a line, but no path to somewhere else, which is surely meant for {@code --out}. */
final class RunNameType implements ValueType<String> {
    private static final int LONGEST = 200;
    private static final ValueType<String> TEXT = Types.text("a name", LONGEST);
    private static final Pattern PATH =
            Pattern.compile("[/\\\\].*|\\.{1,2}[/\\\\].*|.*[/\\\\]\\.{1,2}|.*[/\\\\]\\.{1,2}[/\\\\].*");

    @Override
    public Optional<String> read(Node node, ReadContext context) {
        Optional<String> name = TEXT.read(node, context);
        boolean path = name.filter(given -> PATH.matcher(given).matches()).isPresent();
        if (path) {
            context.report(
                    node,
                    node.describe() + ", which is a path",
                    "a name, which says what the run is; where it is kept is said by --out, or out of the step");
        }
        return path ? Optional.empty() : name;
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
