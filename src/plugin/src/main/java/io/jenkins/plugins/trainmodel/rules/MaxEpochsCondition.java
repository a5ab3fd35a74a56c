package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when so many epochs are complete. */
public final class MaxEpochsCondition extends RuleCondition {
    private final int epochs;

    @DataBoundConstructor
    public MaxEpochsCondition(int epochs) {
        this.epochs = epochs;
    }

    public int getEpochs() {
        return epochs;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("epochs", epochs);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 990)
    @Symbol("maxEpochs")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.MaxEpochsCondition_displayName();
        }

        @POST
        public FormValidation doCheckEpochs(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "epochs", value);
        }
    }
}
