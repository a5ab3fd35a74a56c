package io.jenkins.plugins.trainmodel.reference;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** What a form says where nobody has chosen: the specification's own reference, or none. */
public final class NoChoice extends ReferenceChoice {
    @DataBoundConstructor
    public NoChoice() {
        // There is nothing to say.
    }

    @Override
    public ReferenceWish wish() {
        return ReferenceWish.NONE;
    }

    @Override
    public ReferenceChoice expanded(EnvVars variables) {
        return this;
    }

    /** Makes the choice known. */
    @Extension(ordinal = 1000)
    @Symbol("referenceOfSpecification")
    public static final class DescriptorImpl extends Descriptor<ReferenceChoice> {
        @Override
        public String getDisplayName() {
            return Messages.NoChoice_displayName();
        }
    }
}
