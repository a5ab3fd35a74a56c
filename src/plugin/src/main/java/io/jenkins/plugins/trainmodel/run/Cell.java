package io.jenkins.plugins.trainmodel.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Where in a Pipeline a step stands: the branches of {@code parallel} and the cells of {@code matrix} around it. */
public final class Cell {
    /** Stands in no name. */
    private static final String WITHIN = "\n";

    private Cell() {}

    /** The names of the branches around the node, the outermost first, one a line; empty outside of all. */
    public static String of(FlowNode node) {
        List<String> names = new ArrayList<>();
        for (FlowNode block : node.iterateEnclosingBlocks()) {
            ThreadNameAction branch = block.getAction(ThreadNameAction.class);
            if (branch != null) {
                names.add(branch.getThreadName().replaceAll("\\R", " "));
            }
        }
        Collections.reverse(names);
        return String.join(WITHIN, names);
    }

    /** As people read it. */
    static String words(String cell) {
        return cell.replace(WITHIN, "/");
    }
}
