package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.regex.Pattern;

/** The names that people give. */
final class NameTypes {
    /** Any text on a line, but no path to somewhere else, which is surely meant for {@code --out}. */
    static final ValueType<String> OF_RUN = Types.checked(Types.text("a name", 200), NameTypes::checkNoPath);

    /** A name that no other rule has. */
    static final ValueType<String> OF_RULE = Types.checked(Types.text("a name", 100), NameTypes::checkFree);

    private static final Pattern PATH =
            Pattern.compile("[/\\\\].*|\\.{1,2}[/\\\\].*|.*[/\\\\]\\.{1,2}|.*[/\\\\]\\.{1,2}[/\\\\].*");

    private NameTypes() {}

    private static boolean checkNoPath(Node node, String name, ReadContext context) {
        boolean path = PATH.matcher(name).matches();
        if (path) {
            context.report(
                    node,
                    node.describe() + ", which is a path",
                    "a name, which says what the run is; where it is kept is said by --out, or out of the step");
        }
        return !path;
    }

    private static boolean checkFree(Node node, String name, ReadContext context) {
        boolean free = context.claimName(name);
        if (!free) {
            context.report(node, node.describe() + ", which another rule is called", "a name of its own");
        }
        return free;
    }
}
