package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checkpoints of a run, in the order of saving, and which of them were removed since. */
public final class SavedCheckpoints {
    private final List<CheckpointSaved> all;
    private final Set<String> removed = new HashSet<>();

    public SavedCheckpoints(List<CheckpointSaved> all) {
        this.all = List.copyOf(all);
        all.forEach(saved -> removed.addAll(saved.removed()));
    }

    /** Of a run that may have ended, and whose checkpoints may have been discarded with it. */
    public SavedCheckpoints(List<CheckpointSaved> all, Optional<Finished> end) {
        this(all);
        if (end.filter(Finished::discarded).isPresent()) {
            all.forEach(saved -> removed.add(saved.name()));
        }
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
