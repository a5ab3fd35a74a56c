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

/** Fires when the fitted learning curve cannot reach a value in time. */
public final class UnreachableCondition extends RuleCondition {
    private final String metric;
    private Double atLeast;
    private Double atMost;
    private String within;
    private Integer smooth;

    @DataBoundConstructor
    public UnreachableCondition(String metric) {
        this.metric = metric;
    }

    public String getMetric() {
        return metric;
    }

    public Double getAtLeast() {
        return atLeast;
    }

    @DataBoundSetter
    public void setAtLeast(Double atLeast) {
        this.atLeast = atLeast;
    }

    public Double getAtMost() {
        return atMost;
    }

    @DataBoundSetter
    public void setAtMost(Double atMost) {
        this.atMost = atMost;
    }

    public String getWithin() {
        return within;
    }

    @DataBoundSetter
    public void setWithin(String within) {
        this.within = Util.fixEmptyAndTrim(within);
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
        parameters.add("atLeast", atLeast);
        parameters.add("atMost", atMost);
        parameters.add("within", Parameters.number(within));
        parameters.add("smooth", smooth);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 870)
    @Symbol("unreachable")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return "Target out of reach";
        }

        @POST
        public FormValidation doCheckMetric(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "metric", parameters -> parameters.add("metric", Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckAtLeast(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String atMost) {
            return checkThreshold(item, value, atMost);
        }

        @POST
        public FormValidation doCheckAtMost(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "atMost", parameters -> parameters.add("atMost", Parameters.number(value)));
        }

        @POST
        public FormValidation doCheckWithin(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "within", parameters -> parameters.add("within", Parameters.number(value)));
        }

        @POST
        public FormValidation doCheckSmooth(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "smooth", parameters -> parameters.add("smooth", Parameters.number(value)));
        }
    }
}
