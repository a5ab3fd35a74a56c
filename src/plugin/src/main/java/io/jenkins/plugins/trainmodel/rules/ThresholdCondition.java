package io.jenkins.plugins.trainmodel.rules;

import org.kohsuke.stapler.DataBoundSetter;

/** A rule on a metric and a value that it is to reach, from below or from above. */
public abstract class ThresholdCondition extends MetricCondition {
    private Double atLeast;
    private Double atMost;

    ThresholdCondition(String metric) {
        super(metric);
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

    @Override
    protected void write(Parameters parameters) {
        super.write(parameters);
        parameters.add("atLeast", atLeast).add("atMost", atMost);
    }
}
