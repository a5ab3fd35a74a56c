package io.jenkins.plugins.trainmodel.rules;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of the rules that say when their metric is checked. */
public abstract class CheckedMetricDescriptor extends MetricDescriptor {

    /** When the metric is checked; first what is usual. */
    @POST
    public ListBoxModel doFillEveryItems() {
        return new ListBoxModel(
                new Option(Messages.CheckedMetricDescriptor_everyEpoch(), ""),
                new Option(Messages.CheckedMetricDescriptor_everyValidation(), "validation"));
    }

    @POST
    public FormValidation doCheckStartEpoch(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, "startEpoch", value);
    }
}
