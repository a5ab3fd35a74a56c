package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Fires when a metric is worse than that of another run at the same epoch. */
public final class BehindReferenceCondition extends MetricCondition {
    private String mode;
    private double slack;
    private String reference;

    @DataBoundConstructor
    public BehindReferenceCondition(String metric) {
        super(metric);
    }

    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    public double getSlack() {
        return slack;
    }

    @DataBoundSetter
    public void setSlack(double slack) {
        this.slack = slack;
    }

    public String getReference() {
        return reference;
    }

    @DataBoundSetter
    public void setReference(String reference) {
        this.reference = Util.fixEmptyAndTrim(reference);
    }

    @Override
    protected void write(Parameters parameters) {
        super.write(parameters);
        parameters.add("mode", mode);
        parameters.add("slack", slack);
        parameters.add("reference", reference);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 880)
    @Symbol("behindReference")
    public static final class DescriptorImpl extends MetricDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.BehindReferenceCondition_displayName();
        }

        @POST
        public FormValidation doCheckMetric(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String mode) {
            return checkMetric(item, value, mode);
        }

        @POST
        public FormValidation doCheckSlack(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "slack", value);
        }

        @POST
        public FormValidation doCheckReference(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "reference", parameters -> parameters.add("reference", Util.fixEmptyAndTrim(value)));
        }
    }
}
