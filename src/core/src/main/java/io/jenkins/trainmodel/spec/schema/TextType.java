package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text on one line that is not blank. What looks like a number or a boolean must be quoted, lest it was meant as one.
 *
 * @param allowed what the text is, for messages
 * @param longest in characters
 */
record TextType(String allowed, int longest) implements ValueType<String> {
    private static final Pattern OTHER =
            Pattern.compile("true|false|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    @Override
    public Optional<String> read(Node node, ReadContext context) {
        Optional<String> text = plain(node);
        if (text.isEmpty()) {
            boolean number = node instanceof Scalar scalar
                    && !scalar.quoted()
                    && OTHER.matcher(scalar.text()).matches();
            context.report(
                    node,
                    node.describe() + why(node),
                    allowed + (number ? ", in quotes where it looks like a number or boolean" : ""));
        }
        return text;
    }

    /** What people do not see in the text itself. */
    private String why(Node node) {
        if (!(node instanceof Scalar scalar)) {
            return "";
        }
        if (scalar.text().length() > longest) {
            return ", which is " + scalar.text().length() + " characters long; " + longest + " are the most";
        }
        return scalar.text()
                .chars()
                .filter(Character::isISOControl)
                .mapToObj(character -> String.format(
                        Locale.ROOT,
                        ", which holds %s (U+%04X)",
                        character == '\n' || character == '\r' ? "a line break" : "a control character",
                        character))
                .findFirst()
                .orElse("");
    }

    private Optional<String> plain(Node node) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            return Optional.empty();
        }
        boolean other = !scalar.quoted() && OTHER.matcher(scalar.text()).matches();
        boolean fits = !scalar.text().isBlank()
                && scalar.text().length() <= longest
                && scalar.text().chars().noneMatch(Character::isISOControl);
        return fits && !other ? Optional.of(scalar.text()) : Optional.empty();
    }

    @Override
    public JsonNode write(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    @Override
    public ObjectNode schema() {
        return Json.object().put("type", "string").put("minLength", 1).put("maxLength", longest);
    }
}
