package io.jenkins.plugins.trainmodel.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a run is started from: a Pipeline's step or a freestyle build. The run may outlive it by its grace period, so all that
 * is needed then can be asked for at any time.
 */
public interface Surroundings {

    /** How far step and build still are. */
    enum Presence {
        /** The step waits for the run. */
        WAITING,
        /** The step was ended by force, or its build is over; the run may still save and archive. */
        OVER,
        /** Somebody has killed the whole build. */
        KILLED
    }

    Presence presence();

    /** The build, also after its end. */
    Run<?, ?> build() throws IOException, InterruptedException;

    /** What people read of this run: the step's part of the console, else the build's, else Jenkins' own log. Never fails. */
    TaskListener listener();

    /** The launcher of the step, with what surrounds it, such as a container; empty where it is not there, or not yet. */
    Optional<Launcher> launcher();

    /** The launcher of the step, else one of the agent without what surrounds the step. */
    default Launcher launcher(FilePath workspace) throws IOException, InterruptedException {
        Optional<Launcher> own = launcher();
        return own.isPresent() ? own.get() : workspace.createLauncher(TaskListener.NULL);
    }

    /** The environment of the step. */
    EnvVars environment() throws IOException, InterruptedException;

    /** Keeps the run's state for after a restart, some time soon. */
    void save();

    /** Keeps the run's state for after a restart, and waits for that. */
    void saveNow() throws InterruptedException;

    /** What the console should say when the run is asked to end and gets so much time; empty for nothing. */
    Optional<String> wordsAtStop(long graceSeconds);

    /** Nothing more is to be done on the run's agent. */
    default void left() {
        // An agent that is not the run's own is given back by whoever has it.
    }

    /** The run goes on behind a planned stop; a new driver is to follow it. */
    void goesOn();

    /** The run has ended, and the step with it. */
    void succeeded(TrainingOutcome outcome);

    /** Marks step and build unstable; {@link #succeeded} follows. */
    void unstable(String reason) throws IOException, InterruptedException;

    void failed(Throwable cause);
}
