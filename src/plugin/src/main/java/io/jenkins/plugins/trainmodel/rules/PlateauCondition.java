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

/** Fires when the standard deviation of the last values of a metric is below a bound. */
public final class PlateauCondition extends CheckedMetricCondition {
    private final Double deviation;
    private int window = 10;

    @DataBoundConstructor
    public PlateauCondition(String metric, Double deviation) {
        super(metric);
        this.deviation = deviation;
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

    @Override
    protected void write(Parameters parameters) {
        super.write(parameters);
        parameters.add("deviation", deviation);
        parameters.add("window", window);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 910)
    @Symbol("plateau")
    public static final class DescriptorImpl extends CheckedMetricDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.PlateauCondition_displayName();
        }

        @POST
        public FormValidation doCheckMetric(@AncestorInPath Item item, @QueryParameter String value) {
            return checkMetric(item, value, "");
        }

        @POST
        public FormValidation doCheckDeviation(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "deviation", value);
        }

        @POST
        public FormValidation doCheckWindow(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "window", value);
        }
    }
}
