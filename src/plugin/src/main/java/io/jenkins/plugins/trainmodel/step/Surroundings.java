package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/** Where a run is started from: a Pipeline's step or a freestyle build. */
interface Surroundings {
    Run<?, ?> build() throws IOException, InterruptedException;

    TaskListener listener() throws IOException, InterruptedException;

    Launcher launcher() throws IOException, InterruptedException;

    EnvVars environment() throws IOException, InterruptedException;

    /** Whether the step or build can still be told anything. */
    boolean isListening();

    /** Keeps the run's state for after a restart. */
    void save();

    /** The run has ended, and the step with it. */
    void succeeded(TrainingOutcome outcome);

    /** Marks step and build unstable; {@link #succeeded} follows. */
    void unstable(String reason) throws IOException, InterruptedException;

    void failed(Throwable cause);
}
