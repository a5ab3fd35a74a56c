package io.jenkins.plugins.trainmodel.steer;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/**
 * Something that an ended run has left among its build's artifacts, from which a new run can begin.
 *
 * @param name the checkpoint's name; {@value #PACKAGE} for the model package
 * @param saved what the run's events tell of the checkpoint; empty where they do not, and for the package
 * @param newest whether it is the run's newest checkpoint
 */
public record RestartPoint(String name, Optional<TrainingEvent.CheckpointSaved> saved, boolean newest) {
    /** The name of the model package, which no checkpoint has. */
    static final String PACKAGE = "model";

    boolean isCheckpoint() {
        return !name.equals(PACKAGE);
    }

    /** Where it is among the run's artifacts. */
    String path() {
        return isCheckpoint() ? "checkpoints/" + name : PACKAGE;
    }

    public String getName() {
        return name;
    }

    /** For people. */
    public String getWords() {
        if (!isCheckpoint()) {
            return Messages.Restart_package();
        }
        String words = saved.map(known -> Messages.Restart_checkpointOf(name, String.valueOf(known.epoch())))
                .orElseGet(() -> Messages.Restart_checkpoint(name));
        boolean best = saved.filter(TrainingEvent.CheckpointSaved::best).isPresent();
        return words + (newest ? Messages.Restart_newest() : "") + (best ? Messages.Restart_best() : "");
    }
}
