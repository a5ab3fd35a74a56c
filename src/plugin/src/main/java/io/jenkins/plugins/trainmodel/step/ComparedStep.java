package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.Util;
import io.jenkins.plugins.trainmodel.gates.TrainingGate;
import io.jenkins.plugins.trainmodel.reference.NoChoice;
import io.jenkins.plugins.trainmodel.reference.ReferenceChoice;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What a step says of the runs before its own: the one to beat, the gates that judge, and what follows. */
public abstract class ComparedStep extends Step {
    /** Null where the specification's own counts. */
    private ReferenceChoice reference;

    private String warmStart = "";
    private List<String> freeze = new ArrayList<>();
    private List<String> reset = new ArrayList<>();
    private String whenMissing = "";
    private List<TrainingGate> gates = new ArrayList<>();
    private boolean promote;
    /** Null in a configuration that does not say, as of an older version. */
    private Boolean propagate = true;

    static String word(String text) {
        return Util.fixNull(text).strip();
    }

    /** A configuration written by hand or by a program may leave out what it does not need. */
    void fill() {
        warmStart = word(warmStart);
        freeze = ParameterNames.of(freeze);
        reset = ParameterNames.of(reset);
        whenMissing = word(whenMissing);
        gates = gates == null ? new ArrayList<>() : gates;
        propagate = propagate == null || propagate;
    }

    /** Takes what another step says, with the variables of a build in the place of {@code ${NAME}}. */
    void takeOver(ComparedStep other, EnvVars variables) {
        reference = other.reference == null ? null : other.reference.expanded(variables);
        warmStart = variables.expand(other.warmStart);
        setFreeze(other.freeze.stream().map(variables::expand).toList());
        setReset(other.reset.stream().map(variables::expand).toList());
        whenMissing = variables.expand(other.whenMissing);
        gates = other.gates;
        promote = other.promote;
        propagate = other.propagate;
    }

    public ReferenceChoice getReference() {
        return reference;
    }

    /** The run to be compared with, and to begin from; null: the specification's, if it has one. */
    @DataBoundSetter
    public void setReference(ReferenceChoice reference) {
        this.reference = reference instanceof NoChoice ? null : reference;
    }

    public String getWarmStart() {
        return warmStart;
    }

    /** What is taken over from the reference's model: none, parameters or everything; empty: as the specification says. */
    @DataBoundSetter
    public void setWarmStart(String warmStart) {
        this.warmStart = word(warmStart);
    }

    public List<String> getFreeze() {
        return freeze;
    }

    /** Names of parameters that a warm start takes over and that are not trained; a star stands for any characters. */
    @DataBoundSetter
    public void setFreeze(List<String> freeze) {
        this.freeze = ParameterNames.of(freeze);
    }

    /** The names as the form shows them. */
    public String getFreezeLines() {
        return ParameterNames.lines(freeze);
    }

    public List<String> getReset() {
        return reset;
    }

    /** Names of parameters that a warm start does not take over; they are drawn anew. */
    @DataBoundSetter
    public void setReset(List<String> reset) {
        this.reset = ParameterNames.of(reset);
    }

    /** The names as the form shows them. */
    public String getResetLines() {
        return ParameterNames.lines(reset);
    }

    public String getWhenMissing() {
        return whenMissing;
    }

    /** What follows where the reference is missing: start or fail; empty: as the specification says. */
    @DataBoundSetter
    public void setWhenMissing(String whenMissing) {
        this.whenMissing = word(whenMissing);
    }

    public List<TrainingGate> getGates() {
        return gates;
    }

    /** Gates that take the place of the specification's; none: those of the specification. */
    @DataBoundSetter
    public void setGates(List<TrainingGate> gates) {
        this.gates = gates == null ? new ArrayList<>() : new ArrayList<>(gates);
    }

    public boolean isPromote() {
        return promote;
    }

    /** Whether a run that is accepted becomes the job's champion. */
    @DataBoundSetter
    public void setPromote(boolean promote) {
        this.promote = promote;
    }

    public boolean isPropagate() {
        return propagate;
    }

    /** Whether a run that is unstable or has failed makes the build so; else the step returns, and the build judges. */
    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.propagate = propagate;
    }
}
