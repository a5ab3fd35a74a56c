package io.jenkins.plugins.trainmodel.gates;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.trainmodel.rules.Parameters;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A gate as a form or a Pipeline gives it. */
public abstract class TrainingGate extends AbstractDescribableImpl<TrainingGate> {
    private final String metric;
    private String mode;
    private String outcome;

    TrainingGate(String metric) {
        this.metric = Util.fixNull(metric).strip();
    }

    public String getMetric() {
        return metric;
    }

    public String getMode() {
        return mode;
    }

    /** Which way the metric gets better, min or max; null: as is known of the metric. */
    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    public String getOutcome() {
        return outcome;
    }

    /** How the run ends where the gate does not hold: unstable or failure; null: unstable. */
    @DataBoundSetter
    public void setOutcome(String outcome) {
        this.outcome = Util.fixEmptyAndTrim(outcome);
    }

    /** Adds what only this kind of gate has. */
    abstract void write(Parameters parameters);

    /** The gate as the specification's list {@code gates} holds it. It need not be valid. */
    public Map<String, Object> toSpecification() {
        Parameters parameters = new Parameters();
        write(parameters);
        return parameters.add("mode", mode).add("outcome", outcome).toMap();
    }
}
