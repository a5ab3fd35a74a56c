package io.jenkins.plugins.trainmodel.news;

import io.jenkins.plugins.trainmodel.agent.CheckpointStash;
import io.jenkins.plugins.trainmodel.agent.ProgramCheckpoint;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checkpoints that retention has left, as events tell of them; the newest few, whatever the events say. */
public final class SavedCheckpoints {
    private static final int MOST = 1000;

    private final List<String> names = new ArrayList<>();
    private Optional<String> best = Optional.empty();
    private Optional<ProgramCheckpoint> ofProgram = Optional.empty();

    void add(TrainingEvent.CheckpointSaved saved) {
        ofProgram = Optional.of(new ProgramCheckpoint(saved.name(), saved.step()));
        if (CheckpointStash.isCheckpoint(saved.name())) {
            names.remove(saved.name());
            names.add(saved.name());
            best = saved.best() ? Optional.of(saved.name()) : best;
        }
        names.removeAll(saved.removed());
        if (names.size() > MOST) {
            names.remove(0);
        }
    }

    public Optional<String> best() {
        return best.filter(names::contains);
    }

    public Optional<String> last() {
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
    }

    /** The newest that a watched program has saved; asked of a watched run alone. */
    public Optional<ProgramCheckpoint> ofProgram() {
        return ofProgram;
    }

    public List<String> all() {
        return List.copyOf(names);
    }
}
