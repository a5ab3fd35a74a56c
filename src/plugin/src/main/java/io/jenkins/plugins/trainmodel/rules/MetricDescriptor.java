package io.jenkins.plugins.trainmodel.rules;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of the rules that look at one metric. */
public abstract class MetricDescriptor extends RuleDescriptor {

    /** The metrics that runs produce. Another one, such as a score of one's own, can be written in their place. */
    @POST
    public ComboBoxModel doFillMetricItems() {
        return MetricChoices.paths();
    }

    /** The directions of a metric; first the one that is known of it. */
    @POST
    public ListBoxModel doFillModeItems() {
        return MetricChoices.directions();
    }

    @POST
    public FormValidation doCheckSmooth(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, "smooth", value);
    }

    /** A metric of which no direction is known needs one, where the rule asks which is better. */
    FormValidation checkMetric(Item item, String value, String mode) {
        return check(
                item,
                "metric",
                parameters ->
                        parameters.add("metric", Util.fixEmptyAndTrim(value)).add("mode", Util.fixEmpty(mode)));
    }
}
