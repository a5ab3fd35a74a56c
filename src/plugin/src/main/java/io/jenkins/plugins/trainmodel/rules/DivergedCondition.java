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

/** Fires when a loss or metric is not finite, or above its bound. */
public final class DivergedCondition extends RuleCondition {
    private Double lossAbove;
    private Double gradientAbove;
    private boolean nonFinite = true;

    @DataBoundConstructor
    public DivergedCondition() {}

    public Double getLossAbove() {
        return lossAbove;
    }

    @DataBoundSetter
    public void setLossAbove(Double lossAbove) {
        this.lossAbove = lossAbove;
    }

    public Double getGradientAbove() {
        return gradientAbove;
    }

    @DataBoundSetter
    public void setGradientAbove(Double gradientAbove) {
        this.gradientAbove = gradientAbove;
    }

    public boolean isNonFinite() {
        return nonFinite;
    }

    @DataBoundSetter
    public void setNonFinite(boolean nonFinite) {
        this.nonFinite = nonFinite;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("lossAbove", lossAbove);
        parameters.add("gradientAbove", gradientAbove);
        parameters.add("nonFinite", nonFinite);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 900)
    @Symbol("diverged")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.DivergedCondition_displayName();
        }

        @POST
        public FormValidation doCheckLossAbove(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "lossAbove", value);
        }

        @POST
        public FormValidation doCheckGradientAbove(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "gradientAbove", value);
        }
    }
}
