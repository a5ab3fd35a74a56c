package io.jenkins.plugins.trainmodel.step;

import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.run.Surroundings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step of a Pipeline as the surroundings of its run: what it gives while it waits, and what is left of it when it was ended by
 * force. Nothing of it survives a restart; all is looked up again.
 */
abstract class StepSurroundings extends StepExecution implements Surroundings {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(StepSurroundings.class.getName());
    private static final long SAVE_SECONDS = 20;

    /** Looked up once after every start of the controller; with the two below all that is left of a step ended by force. */
    private transient volatile Run<?, ?> build;

    private transient volatile FlowNode node;
    private transient volatile Launcher lastLauncher;

    StepSurroundings(StepContext context) {
        super(context);
    }

    /** The launcher of a step that waits; null where it is not there. */
    abstract Launcher currentLauncher() throws IOException, InterruptedException;

    @Override
    public Presence presence() {
        try {
            if (node().isActive()) {
                return build().isBuilding() ? Presence.WAITING : Presence.KILLED;
            }
            return Presence.OVER;
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, "A build has lost the node of its step", e);
            return Presence.OVER;
        }
    }

    /** The step in the graph of its Pipeline. */
    final FlowNode node() throws IOException, InterruptedException {
        FlowNode known = node;
        if (known == null) {
            known = getContext().get(FlowNode.class);
            node = known;
        }
        return known;
    }

    @Override
    public Run<?, ?> build() throws IOException, InterruptedException {
        Run<?, ?> known = build;
        if (known == null) {
            known = getContext().get(Run.class);
            build = known;
        }
        return known;
    }

    @Override
    public TaskListener listener() {
        try {
            TaskListener listener = presence() == Presence.WAITING
                    ? getContext().get(TaskListener.class)
                    : LateConsole.of(build(), node().getExecution().getOwner());
            return listener == null ? LateConsole.log() : listener;
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, "A step has lost its console", e);
            return LateConsole.log();
        }
    }

    @Override
    public Optional<Launcher> launcher() {
        try {
            Launcher launcher = presence() == Presence.WAITING ? currentLauncher() : lastLauncher;
            lastLauncher = launcher;
            return Optional.ofNullable(launcher);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, "A step has lost its launcher", e);
            return Optional.ofNullable(lastLauncher);
        }
    }

    @Override
    public void save() {
        getContext().saveState();
    }

    @Override
    public void saveNow() throws InterruptedException {
        try {
            getContext().saveState().get(SAVE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The launch record knows the trainer all the same.
            LOGGER.log(Level.WARNING, "The state of a training could not be saved", e);
        }
    }
}
