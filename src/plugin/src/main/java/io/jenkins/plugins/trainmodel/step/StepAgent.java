package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.agentlabel.AgentEnvironment;
import io.jenkins.plugins.trainmodel.agentlabel.AgentHold;
import io.jenkins.plugins.trainmodel.agentlabel.AgentHolder;
import io.jenkins.plugins.trainmodel.agentlabel.AgentWish;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.support.actions.EnvironmentAction;

/** The agent that a step outside of {@code node} has for itself, with what surrounds its trainer there. */
final class StepAgent implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Which agents will do; empty for a step inside of {@code node}, which has that one's. Written once. */
    private final String label;
    /** The stash whose files the workspace gets, empty for none. Written once. */
    private final String stash;

    /** Made anew by every start of the controller; null while the step neither has an agent nor waits for one. */
    private transient volatile AgentHold hold;

    StepAgent(String label, String stash) {
        this.label = label;
        this.stash = stash;
    }

    /** Whether the step stands outside of {@code node}. */
    boolean isOwn() {
        return !label.isEmpty();
    }

    /** Both would hold an executor, and the one could wait for the other for ever. */
    void refuseInside(StepContext context) throws IOException, InterruptedException {
        if (context.get(FilePath.class) != null) {
            throw new AbortException(Messages.StepAgent_insideOfNode(label));
        }
    }

    /** Queues for an agent, or for the one place where the run goes on. */
    void queue(Run<?, ?> build, Optional<AgentWish.Place> place, AgentHolder holder) throws IOException {
        hold = AgentHold.queue(new AgentWish(build, Messages.StepAgent_title(), label, place), holder);
    }

    /** Gives the agent back, or gives up the wait for one. */
    void release() {
        AgentHold held = hold;
        hold = null;
        if (held != null) {
            held.release();
        }
    }

    /** What the step waits for, as the queue says it. */
    String words() {
        String waits = Messages.StepAgent_waits(label);
        return Optional.ofNullable(hold)
                .flatMap(AgentHold::reason)
                .map(why -> waits + ": " + why)
                .orElse(waits);
    }

    /** Fills the workspace with what the step names. */
    void fetch(Run<?, ?> build, FilePath workspace, EnvVars environment, TaskListener listener)
            throws IOException, InterruptedException {
        workspace.mkdirs();
        if (!stash.isEmpty()) {
            StashManager.unstash(build, stash, workspace, launcher(workspace, listener), environment, listener);
        }
    }

    /** A launcher of the agent; what surrounds the step there, such as a container, there is none. */
    static Launcher launcher(FilePath workspace, TaskListener listener) throws IOException {
        Node node = Optional.ofNullable(workspace.toComputer())
                .map(Computer::getNode)
                .orElseThrow(() -> new IOException(Messages.StepAgent_gone(workspace.getRemote())));
        return node.createLauncher(listener);
    }

    /** What {@code node} would give to a step within it, under the {@code withEnv} and {@code withCredentials} around it. */
    static EnvVars environment(StepContext context, FilePath workspace) throws IOException, InterruptedException {
        Run<?, ?> build = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        EnvironmentAction set = build.getAction(EnvironmentAction.class);
        return EnvironmentExpander.getEffectiveEnvironment(
                set == null ? build.getEnvironment(listener) : set.getEnvironment(),
                AgentEnvironment.of(workspace, listener),
                context.get(EnvironmentExpander.class),
                context,
                listener);
    }
}
