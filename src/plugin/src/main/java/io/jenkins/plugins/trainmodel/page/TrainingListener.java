package io.jenkins.plugins.trainmodel.page;

import hudson.ExtensionPoint;
import hudson.model.Run;
import jenkins.util.Listeners;

/** Hears of the runs of all builds. Called from the pollers' few threads, so it must be quick. */
public interface TrainingListener extends ExtensionPoint {

    /** A run has ended, and its event log and artifacts are complete. */
    void onFinished(Run<?, ?> build, TrainedRun run, RunResult result);

    /** Tells all listeners; what one throws is logged and keeps nothing from the others. */
    static void notifyFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
        Listeners.notify(TrainingListener.class, true, listener -> listener.onFinished(build, run, result));
    }
}
