package io.jenkins.plugins.trainmodel.rules;

import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/** A rule on a metric that says when it is checked: from which epoch on, and how often. */
public abstract class CheckedMetricCondition extends MetricCondition {
    private int startEpoch = 1;
    private String every;

    CheckedMetricCondition(String metric) {
        super(metric);
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

    @Override
    protected void write(Parameters parameters) {
        super.write(parameters);
        parameters.add("startEpoch", startEpoch).add("every", every);
    }
}
