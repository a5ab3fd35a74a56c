package io.jenkins.plugins.trainmodel.rules;

import hudson.util.ComboBoxModel;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import io.jenkins.trainmodel.metric.MetricNames;

/** What forms offer to whoever names a metric. */
public final class MetricChoices {
    private MetricChoices() {}

    /** The metrics that runs produce. Another one can be written in their place. */
    public static ComboBoxModel paths() {
        return new ComboBoxModel(MetricNames.common());
    }

    /** The directions of a metric; first the one that is known of it. */
    public static ListBoxModel directions() {
        return new ListBoxModel(
                new Option(Messages.MetricChoices_known(), ""),
                new Option(Messages.MetricChoices_lower(), "min"),
                new Option(Messages.MetricChoices_higher(), "max"));
    }
}
