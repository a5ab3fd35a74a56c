package io.jenkins.plugins.trainmodel.reference;

import hudson.EnvVars;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The run of the newest build that Jenkins itself calls successful, unstable ones among them. */
public final class LastSuccessfulChoice extends RunOfJobChoice {
    @DataBoundConstructor
    public LastSuccessfulChoice() {
        // Everything it may say has a setter.
    }

    private Object readResolve() {
        return filled();
    }

    @Override
    public ReferenceWish wish() {
        return ReferenceWish.of(ReferenceWish.Kind.LAST_SUCCESSFUL, getJob(), "", getRun());
    }

    @Override
    public ReferenceChoice expanded(EnvVars variables) {
        return new LastSuccessfulChoice().like(this, variables);
    }

    /** Makes the choice known. */
    @Extension(ordinal = 960)
    @Symbol("lastSuccessful")
    public static final class DescriptorImpl extends RunOfJobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.LastSuccessfulChoice_displayName();
        }
    }
}
