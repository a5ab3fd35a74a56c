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

/** Fires when the standard deviation of the last values of a metric is below a bound. */
public final class PlateauCondition extends RuleCondition {
    private final String metric;
    private final Double deviation;
    private int window = 10;
    private int startEpoch = 1;
    private String every;
    private Integer smooth;

    @DataBoundConstructor
    public PlateauCondition(String metric, Double deviation) {
        this.metric = metric;
        this.deviation = deviation;
    }

    public String getMetric() {
        return metric;
    }

    public Double getDeviation() {
        return deviation;
    }

    public int getWindow() {
        return window;
    }

    @DataBoundSetter
    public void setWindow(int window) {
        this.window = window;
    }

    public int getStartEpoch() {
        return startEpoch;
    }

    @DataBoundSetter
    public void setStartEpoch(int startEpoch) {
        this.startEpoch = startEpoch;
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
        parameters.add("deviation", deviation);
        parameters.add("window", window);
        parameters.add("startEpoch", startEpoch);
        parameters.add("every", every);
        parameters.add("smooth", smooth);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 910)
    @Symbol("plateau")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return "Plateau";
        }

        @POST
        public FormValidation doCheckMetric(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "metric", parameters -> parameters.add("metric", Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckDeviation(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "deviation", parameters -> parameters.add("deviation", Parameters.number(value)));
        }

        @POST
        public FormValidation doCheckWindow(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "window", parameters -> parameters.add("window", Parameters.number(value)));
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
