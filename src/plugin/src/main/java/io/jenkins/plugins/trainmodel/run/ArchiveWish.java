package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.ArchiveChoice;
import io.jenkins.plugins.trainmodel.news.SavedCheckpoints;
import java.io.Serializable;

/**
 * What a step wants among the artifacts beside the run's reports.
 *
 * @param model whether the model package
 * @param logs whether the trainer's log and what it printed
 * @param events whether the whole event log
 * @param tensorboard whether the files for TensorBoard
 */
public record ArchiveWish(
        boolean model, CheckpointChoice checkpoints, boolean logs, boolean events, boolean tensorboard)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The same of the checkpoints that the run has left. Of a run that has left no package the newest one is kept in its
     * place, so that another can go on from there.
     *
     * @param packaged whether the run has written its model package
     */
    ArchiveChoice of(SavedCheckpoints saved, boolean packaged) {
        CheckpointChoice chosen =
                model && !packaged && checkpoints == CheckpointChoice.NONE ? CheckpointChoice.LAST : checkpoints;
        return new ArchiveChoice(model, chosen.from(saved), logs, events, tensorboard);
    }
}
