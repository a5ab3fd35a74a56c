package io.jenkins.plugins.trainmodel.rules;

import org.kohsuke.stapler.DataBoundSetter;

/** A rule that looks at one metric, averaged over its last values where that is asked for. */
public abstract class MetricCondition extends RuleCondition {
    private final String metric;
    private Integer smooth;

    MetricCondition(String metric) {
        this.metric = metric;
    }

    public String getMetric() {
        return metric;
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
        parameters.add("metric", metric).add("smooth", smooth);
    }
}
