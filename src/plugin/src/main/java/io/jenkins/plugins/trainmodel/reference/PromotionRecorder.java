package io.jenkins.plugins.trainmodel.reference;

import hudson.ExtensionPoint;
import hudson.model.Run;
import jenkins.util.Listeners;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Notes at once that a run was promoted or demoted, so that it is not forgotten by a restart. These are the plugin's own
 * books, which must be quick and never wait for anybody; others hear of promotions as {@code TrainingListener}.
 */
@Restricted(NoExternalUse.class)
public interface PromotionRecorder extends ExtensionPoint {

    /** The job's series says now what a run is; it may be the same as before. */
    void onChange(Run<?, ?> build, String run);

    /** Has it noted by all; what one throws is logged and keeps nothing from the others. */
    static void record(Run<?, ?> build, String run) {
        Listeners.notify(PromotionRecorder.class, true, recorder -> recorder.onChange(build, run));
    }
}
