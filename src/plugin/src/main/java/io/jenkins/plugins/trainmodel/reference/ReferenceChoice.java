package io.jenkins.plugins.trainmodel.reference;

import hudson.EnvVars;
import hudson.model.AbstractDescribableImpl;

/** The run that a step's run must beat, as a form or a Pipeline gives it. */
public abstract class ReferenceChoice extends AbstractDescribableImpl<ReferenceChoice> {

    /** The same in words that survive a restart. */
    public abstract ReferenceWish wish();

    /** The same with the variables of a build in the place of {@code ${NAME}}. */
    public abstract ReferenceChoice expanded(EnvVars variables);
}
