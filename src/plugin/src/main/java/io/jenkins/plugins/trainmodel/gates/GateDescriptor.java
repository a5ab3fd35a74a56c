package io.jenkins.plugins.trainmodel.gates;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import io.jenkins.plugins.trainmodel.rules.FieldCheck;
import io.jenkins.plugins.trainmodel.rules.MetricChoices;
import io.jenkins.plugins.trainmodel.rules.Parameters;
import java.util.function.Consumer;
import org.kohsuke.stapler.verb.POST;

/** Forms of gates. They are validated by the reader that the trainer uses, with its messages. */
public abstract class GateDescriptor extends Descriptor<TrainingGate> {
    static final FieldCheck FIELDS = new FieldCheck(GateProblems::of);

    /** The metrics that runs produce. Another one can be written in their place. */
    @POST
    public ComboBoxModel doFillMetricItems() {
        return MetricChoices.paths();
    }

    /** The directions of a metric; first the one that is known of it. */
    @POST
    public ListBoxModel doFillModeItems() {
        return MetricChoices.directions();
    }

    /** How a run can end whose gate does not hold. */
    @POST
    public ListBoxModel doFillOutcomeItems() {
        return new ListBoxModel(
                new Option(Messages.GateDescriptor_unstable(), ""),
                new Option(Messages.GateDescriptor_failure(), "failure"));
    }

    /** What the reader says of the metric under this key; one that is still empty is not wrong yet. */
    static FormValidation checkMetric(Item item, String key, String value, Consumer<Parameters> others) {
        return value.isBlank()
                ? FormValidation.ok(Messages.GateDescriptor_metricNeeded())
                : FIELDS.check(item, key, parameters -> others.accept(parameters.add(key, value.strip())));
    }
}
