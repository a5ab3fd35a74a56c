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

/** Fires after so many consecutive checks without improvement. */
public final class EarlyStoppingCondition extends CheckedMetricCondition {
    private String mode;
    private int patience = 10;
    private double minDelta;
    private Double baseline;
    private boolean restoreBest = true;

    @DataBoundConstructor
    public EarlyStoppingCondition(String metric) {
        super(metric);
    }

    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    public int getPatience() {
        return patience;
    }

    @DataBoundSetter
    public void setPatience(int patience) {
        this.patience = patience;
    }

    public double getMinDelta() {
        return minDelta;
    }

    @DataBoundSetter
    public void setMinDelta(double minDelta) {
        this.minDelta = minDelta;
    }

    public Double getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(Double baseline) {
        this.baseline = baseline;
    }

    public boolean isRestoreBest() {
        return restoreBest;
    }

    @DataBoundSetter
    public void setRestoreBest(boolean restoreBest) {
        this.restoreBest = restoreBest;
    }

    @Override
    protected void write(Parameters parameters) {
        super.write(parameters);
        parameters.add("mode", mode);
        parameters.add("patience", patience);
        parameters.add("minDelta", minDelta);
        parameters.add("baseline", baseline);
        parameters.add("restoreBest", restoreBest);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 940)
    @Symbol("earlyStopping")
    public static final class DescriptorImpl extends CheckedMetricDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.EarlyStoppingCondition_displayName();
        }

        @POST
        public FormValidation doCheckMetric(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String mode) {
            return checkMetric(item, value, mode);
        }

        @POST
        public FormValidation doCheckPatience(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "patience", value);
        }

        @POST
        public FormValidation doCheckMinDelta(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "minDelta", value);
        }

        @POST
        public FormValidation doCheckBaseline(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "baseline", value);
        }
    }
}
