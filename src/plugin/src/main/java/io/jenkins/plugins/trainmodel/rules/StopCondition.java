package io.jenkins.plugins.trainmodel.rules;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.util.Map;

/**
 * A stop rule as a form or a Pipeline gives it. Its symbol is the rule's type in the specification.
 *
 * <p>Other plugins add their own, such as the standard rules of a house: a class with a descriptor and a symbol that says
 * itself in terms of the specification's rules, typically as an {@code anyOf} or {@code allOf}. How rules decide is the
 * trainer's matter, on whose side no plugin runs.
 */
public abstract class StopCondition implements Describable<StopCondition>, ExtensionPoint {

    /**
     * The rule as the specification's list {@code stopWhen} holds it: one key, the type, with its value, such as
     * {@code maxEpochs} with a number. Texts, numbers, booleans, lists and maps only. It need not be valid, since whoever
     * reads the specification checks it.
     */
    public abstract Map<String, Object> toSpecification();
}
