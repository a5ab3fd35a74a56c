package io.jenkins.plugins.trainmodel.page;

import hudson.ExtensionPoint;
import hudson.model.Run;
import jenkins.util.Listeners;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Keeps what a run has come to, before its step returns. These are the plugin's own books, which must be quick and never
 * wait for anybody; others hear of runs as {@code TrainingListener}.
 */
@Restricted(NoExternalUse.class)
public interface RunRecorder extends ExtensionPoint {

    /** A run has ended, and its event log and artifacts are complete. */
    void onFinished(Run<?, ?> build, TrainedRun run, RunResult result);

    /** Has it kept by all; what one throws is logged and keeps nothing from the others. */
    static void recordFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
        Listeners.notify(RunRecorder.class, true, recorder -> recorder.onFinished(build, run, result));
    }
}
