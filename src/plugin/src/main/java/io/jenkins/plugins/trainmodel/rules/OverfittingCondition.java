package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when the validation loss rises and exceeds the training loss by more than a gap. */
public final class OverfittingCondition extends RuleCondition {
    private final Double gap;
    private int patience = 3;

    @DataBoundConstructor
    public OverfittingCondition(Double gap) {
        this.gap = gap;
    }

    public Double getGap() {
        return gap;
    }

    public int getPatience() {
        return patience;
    }

    @DataBoundSetter
    public void setPatience(int patience) {
        this.patience = patience;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("gap", gap);
        parameters.add("patience", patience);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 890)
    @Symbol("overfitting")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.OverfittingCondition_displayName();
        }

        @POST
        public FormValidation doCheckGap(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "gap", value);
        }

        @POST
        public FormValidation doCheckPatience(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "patience", value);
        }
    }
}
