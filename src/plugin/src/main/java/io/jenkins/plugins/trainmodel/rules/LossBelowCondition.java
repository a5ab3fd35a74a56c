package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when the training loss of an epoch is below a value. */
public final class LossBelowCondition extends RuleCondition {
    private final Double value;

    @DataBoundConstructor
    public LossBelowCondition(Double value) {
        this.value = value;
    }

    public Double getValue() {
        return value;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("value", value);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 950)
    @Symbol("lossBelow")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.LossBelowCondition_displayName();
        }

        @POST
        public FormValidation doCheckValue(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "value", value);
        }
    }
}
