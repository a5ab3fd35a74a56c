package io.jenkins.plugins.trainmodel.rules;

import hudson.Util;
import java.util.Map;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.kohsuke.stapler.DataBoundSetter;

/** A rule of the specification, with what all of them have: a name and an outcome. */
public abstract class RuleCondition extends StopCondition {
    private String name;
    private String outcome;

    public String getName() {
        return name;
    }

    /** The name in verdicts and reasons; null: the rule's type. */
    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public String getOutcome() {
        return outcome;
    }

    /** How the run ends when the rule fires: success, unstable, failure or aborted; null: as the rule's type has it. */
    @DataBoundSetter
    public void setOutcome(String outcome) {
        this.outcome = Util.fixEmptyAndTrim(outcome);
    }

    /** Adds the rule's own parameters. */
    protected abstract void write(Parameters parameters);

    @Override
    public Map<String, Object> toSpecification() {
        Parameters parameters = new Parameters();
        write(parameters);
        return Map.of(
                type(), parameters.add("name", name).add("outcome", outcome).toMap());
    }

    private String type() {
        return SymbolLookup.getSymbolValue(this).iterator().next();
    }
}
