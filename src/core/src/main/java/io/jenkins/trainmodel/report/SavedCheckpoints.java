package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoints of a run, in the order of saving, and which of them are gone since: removed, or written over by a later one of the same
 * name, as programs do that are watched.
 */
public final class SavedCheckpoints {
    private final List<CheckpointSaved> all;
    private final Set<String> removed = new HashSet<>();
    private final Map<String, CheckpointSaved> newest = new HashMap<>();

    public SavedCheckpoints(List<CheckpointSaved> all) {
        this.all = List.copyOf(all);
        all.forEach(saved -> {
            removed.addAll(saved.removed());
            newest.put(saved.name(), saved);
        });
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
        return removed.contains(saved.name()) || !saved.equals(newest.get(saved.name()));
    }
}
