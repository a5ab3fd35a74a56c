package io.jenkins.trainmodel.spec.schema;

import io.jenkins.trainmodel.spec.tree.Node;

/** What must hold of a value that is of the right type. */
@FunctionalInterface
public interface ValueCheck<T> {
    /** Whether it holds; what does not is reported. */
    boolean passes(Node node, T value, ReadContext context);
}
