package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/** Whether the trainer trains, or a program of the user's that it watches. */
public abstract class ProgramStep extends TriedStep {
    private String command = "";

    @Override
    void fill() {
        super.fill();
        setCommand(command);
    }

    /** Takes what another step says. The command stays as it is: its shell knows the variables. */
    void takeOver(ProgramStep other, EnvVars variables) {
        super.takeOver(other, variables);
        command = other.command;
    }

    public String getCommand() {
        return command;
    }

    /** What trains, in the place of the trainer: a script as {@code sh} and {@code bat} take it; empty: the trainer itself. */
    @DataBoundSetter
    public final void setCommand(String command) {
        this.command = Util.fixNull(command).isBlank() ? "" : command;
    }

    boolean isWatching() {
        return !command.isEmpty();
    }
}
