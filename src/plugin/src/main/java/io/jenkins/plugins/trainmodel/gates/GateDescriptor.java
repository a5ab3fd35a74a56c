package io.jenkins.plugins.trainmodel.gates;

import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import io.jenkins.trainmodel.metric.MetricNames;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of gates. */
public abstract class GateDescriptor extends Descriptor<TrainingGate> {
    private static final String TOLERANCE = "[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?\\s*%?";

    /** The metrics that runs produce. Another one can be written in their place. */
    @POST
    public ComboBoxModel doFillMetricItems() {
        return new ComboBoxModel(MetricNames.common());
    }

    /** The directions of a metric; first the one that is known of it. */
    @POST
    public ListBoxModel doFillModeItems() {
        return new ListBoxModel(
                new Option("As is known of the metric", ""), new Option("Lower", "min"), new Option("Higher", "max"));
    }

    /** How a run can end whose gate does not hold. */
    @POST
    public ListBoxModel doFillOutcomeItems() {
        return new ListBoxModel(new Option("Unstable", ""), new Option("Failure", "failure"));
    }

    @POST
    public FormValidation doCheckMetric(@QueryParameter String value) {
        return value.isBlank()
                ? FormValidation.ok("Needed: the path of a metric, such as validation/accuracy")
                : FormValidation.ok();
    }

    static FormValidation checkTolerance(String value, boolean mayBeSpread) {
        String text = value.strip();
        boolean plain = text.isEmpty() || text.matches(TOLERANCE) || mayBeSpread && text.equals("spread");
        return plain
                ? FormValidation.ok()
                : FormValidation.error(
                        "Found \"%s\"; allowed: a number, a percentage such as 2%%%s",
                        text, mayBeSpread ? ", or the word spread" : "");
    }
}
