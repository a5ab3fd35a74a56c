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

/** Fires when the mean gradient norm of consecutive epochs is below a bound. */
public final class GradientBelowCondition extends RuleCondition {
    private final Double norm;
    private int patience = 1;

    @DataBoundConstructor
    public GradientBelowCondition(Double norm) {
        this.norm = norm;
    }

    public Double getNorm() {
        return norm;
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
        parameters.add("norm", norm);
        parameters.add("patience", patience);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 930)
    @Symbol("gradientBelow")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.GradientBelowCondition_displayName();
        }

        @POST
        public FormValidation doCheckNorm(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "norm", value);
        }

        @POST
        public FormValidation doCheckPatience(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "patience", value);
        }
    }
}
