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

/** Fires when the relative change of the gradient norm over a window of epochs is below a bound. */
public final class GradientChangeBelowCondition extends RuleCondition {
    private final Double relative;
    private int window = 5;

    @DataBoundConstructor
    public GradientChangeBelowCondition(Double relative) {
        this.relative = relative;
    }

    public Double getRelative() {
        return relative;
    }

    public int getWindow() {
        return window;
    }

    @DataBoundSetter
    public void setWindow(int window) {
        this.window = window;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("relative", relative);
        parameters.add("window", window);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 920)
    @Symbol("gradientChangeBelow")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.GradientChangeBelowCondition_displayName();
        }

        @POST
        public FormValidation doCheckRelative(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "relative", value);
        }

        @POST
        public FormValidation doCheckWindow(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "window", value);
        }
    }
}
