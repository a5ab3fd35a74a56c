package io.jenkins.plugins.trainmodel.news;

import io.jenkins.plugins.trainmodel.page.RunFigures;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.time.Duration;

/**
 * Keeps in the build's directory how far a run is: after its first epoch, and then now and then. It is what remains known of
 * a run whose build ends without a word, since nobody reads its log for that.
 */
public final class ProgressNotes {
    private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private final TrainingBuildAction action;
    private final String id;
    private final RunFold fold;
    private int notedEpoch;
    private long notedAt;

    public ProgressNotes(TrainingBuildAction action, String id, RunFold fold) {
        this.action = action;
        this.id = id;
        this.fold = fold;
    }

    /** Keeps what is new, unless that was done a short while ago. */
    public void note() {
        RunFigures figures = fold.figures();
        long now = System.nanoTime();
        if (figures.epoch() > notedEpoch && (notedEpoch == 0 || now - notedAt > EVERY_NANOS)) {
            action.note(id, figures);
            notedEpoch = figures.epoch();
            notedAt = now;
        }
    }
}
