package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checkpoints of a run, in the order of saving, and which of them retention has removed since. */
public final class SavedCheckpoints {
    private final List<CheckpointSaved> all;
    private final Set<String> removed = new HashSet<>();

    public SavedCheckpoints(List<CheckpointSaved> all) {
        this.all = List.copyOf(all);
        all.forEach(saved -> removed.addAll(saved.removed()));
    }

    public List<CheckpointSaved> all() {
        return all;
    }

    /** Those to which a run can go back. */
    public List<CheckpointSaved> kept() {
        return all.stream().filter(saved -> !isRemoved(saved)).toList();
    }

    public boolean isRemoved(CheckpointSaved saved) {
        return removed.contains(saved.name());
    }
}
