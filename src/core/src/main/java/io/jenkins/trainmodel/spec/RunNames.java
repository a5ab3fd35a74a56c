package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The names that people give to runs. */
final class RunNames {
    /** Any text on a line, but no path to somewhere else, which is surely meant for {@code --out}. */
    static final ValueType<String> TYPE = Types.checked(Types.text("a name", 200), RunNames::checkNoPath);

    private static final Pattern PATH =
            Pattern.compile("[/\\\\].*|\\.{1,2}[/\\\\].*|.*[/\\\\]\\.{1,2}|.*[/\\\\]\\.{1,2}[/\\\\].*");

    private RunNames() {}

    /** That of a run whose specification gives none: the file's without its extension. */
    static String of(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

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
}
