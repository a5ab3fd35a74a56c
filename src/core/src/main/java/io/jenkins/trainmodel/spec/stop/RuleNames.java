package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;

/** The names that people give to rules. */
public final class RuleNames {
    /** A name that no other rule has. */
    public static final ValueType<String> TYPE = Types.checked(Types.text("a name", 100), RuleNames::checkFree);

    private RuleNames() {}

    private static boolean checkFree(Node node, String name, ReadContext context) {
        boolean free = context.claimName(name);
        if (!free) {
            context.report(node, node.describe() + ", which another rule is called", "a name of its own");
        }
        return free;
    }
}
