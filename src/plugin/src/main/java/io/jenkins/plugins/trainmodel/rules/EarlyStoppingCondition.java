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
public final class EarlyStoppingCondition extends RuleCondition {
    private final String metric;
    private String mode;
    private int patience = 10;
    private double minDelta;
    private Double baseline;
    private int startEpoch = 1;
    private boolean restoreBest = true;
    private String every;
    private Integer smooth;

    @DataBoundConstructor
    public EarlyStoppingCondition(String metric) {
        this.metric = metric;
    }

    public String getMetric() {
        return metric;
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

    public int getStartEpoch() {
        return startEpoch;
    }

    @DataBoundSetter
    public void setStartEpoch(int startEpoch) {
        this.startEpoch = startEpoch;
    }

    public boolean isRestoreBest() {
        return restoreBest;
    }

    @DataBoundSetter
    public void setRestoreBest(boolean restoreBest) {
        this.restoreBest = restoreBest;
    }

    public String getEvery() {
        return every;
    }

    /** {@code validation}: also at validations within an epoch; null: at the ends of epochs. */
    @DataBoundSetter
    public void setEvery(String every) {
        this.every = Util.fixEmptyAndTrim(every);
    }

    public Integer getSmooth() {
        return smooth;
    }

    /** How many of the metric's last values are averaged; null: none. */
    @DataBoundSetter
    public void setSmooth(Integer smooth) {
        this.smooth = smooth;
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("metric", metric);
        parameters.add("mode", mode);
        parameters.add("patience", patience);
        parameters.add("minDelta", minDelta);
        parameters.add("baseline", baseline);
        parameters.add("startEpoch", startEpoch);
        parameters.add("restoreBest", restoreBest);
        parameters.add("every", every);
        parameters.add("smooth", smooth);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 940)
    @Symbol("earlyStopping")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return "Early stopping";
        }

        @POST
        public FormValidation doCheckMetric(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String mode) {
            return check(
                    item,
                    "metric",
                    parameters -> parameters.add("metric", value).add("mode", Util.fixEmpty(mode)));
        }

        @POST
        public FormValidation doCheckPatience(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "patience", parameters -> parameters.add("patience", Parameters.number(value)));
        }

        @POST
        public FormValidation doCheckMinDelta(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "minDelta", parameters -> parameters.add("minDelta", Parameters.number(value)));
        }

        @POST
        public FormValidation doCheckBaseline(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "baseline", parameters -> parameters.add("baseline", Parameters.number(value)));
        }

        @POST
        public FormValidation doCheckStartEpoch(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "startEpoch", parameters -> parameters.add("startEpoch", Parameters.number(value)));
        }

        @POST
        public FormValidation doCheckSmooth(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "smooth", parameters -> parameters.add("smooth", Parameters.number(value)));
        }
    }
}
