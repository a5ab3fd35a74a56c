package io.jenkins.plugins.trainmodel.reference;

import hudson.EnvVars;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The newest run that was accepted: its outcome was success, and all of its gates held. Or a person has promoted it. */
public final class LastAcceptedChoice extends RunOfJobChoice {
    @DataBoundConstructor
    public LastAcceptedChoice() {
        // Everything it may say has a setter.
    }

    private Object readResolve() {
        return filled();
    }

    @Override
    public ReferenceWish wish() {
        return ReferenceWish.of(ReferenceWish.Kind.LAST_ACCEPTED, getJob(), "", getRun());
    }

    @Override
    public ReferenceChoice expanded(EnvVars variables) {
        return new LastAcceptedChoice().like(this, variables);
    }

    /** Makes the choice known. */
    @Extension(ordinal = 980)
    @Symbol("lastAccepted")
    public static final class DescriptorImpl extends RunOfJobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.LastAcceptedChoice_displayName();
        }
    }
}
