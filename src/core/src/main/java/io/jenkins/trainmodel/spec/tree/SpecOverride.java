package io.jenkins.trainmodel.spec.tree;

import java.util.Map;

/** Something that changes the specification of a file before it is read. */
public sealed interface SpecOverride {

    /**
     * One value, or a list or map in YAML's flow form, put in the place of what the file says.
     *
     * @param key path of keys and list positions (from 0), such as {@code stopWhen.0.maxEpochs}; the position {@code +}
     *     adds an item at the end
     * @param value as YAML
     */
    record Assignment(String key, String value) implements SpecOverride {}

    /**
     * A map laid over the file: maps are merged, everything else is replaced. A map that names another {@code type}
     * replaces the whole, and so do those of {@code reference} and {@code warmStart}.
     *
     * @param source how messages name its origin, such as {@code trainModel step}
     * @param values text, numbers, booleans, lists and maps
     */
    record Inline(String source, Map<String, ?> values) implements SpecOverride {}

    /**
     * Reads {@code a.b.c=value} as the command line's {@code --set} takes it.
     *
     * @throws IllegalArgumentException if there is no key or no equals sign
     */
    static SpecOverride set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--set wants key=value, such as training.batchSize=64, and was given: "
                    + (assignment.isEmpty() ? "nothing" : assignment));
        }
        return new Assignment(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
    }

    /** The values of the Jenkins step. */
    static SpecOverride step(Map<String, ?> values) {
        return new Inline("trainModel step", values);
    }
}
