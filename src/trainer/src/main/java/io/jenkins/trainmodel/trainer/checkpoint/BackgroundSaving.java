package io.jenkins.trainmodel.trainer.checkpoint;

import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * Saves checkpoints on a thread beside the training, one after another. The store belongs to that thread while it saves, and
 * whenever nothing is being saved to the training thread, which alone calls the methods here.
 */
public final class BackgroundSaving {
    private final CheckpointStore store;
    /** What is being saved, or was and has not been told yet. */
    private Optional<WorkBeside<SavedCheckpoint>> saving = Optional.empty();

    public BackgroundSaving(CheckpointStore store) {
        this.store = store;
    }

    /**
     * Begins to save; nothing else is being saved. The tensors are closed when they are on the disk.
     *
     * @param tensors that do not change until then
     * @param around the work with what is done before and behind it, on the thread that saves
     */
    public void begin(CheckpointState state, LearnedTensors tensors, UnaryOperator<Callable<SavedCheckpoint>> around) {
        requireIdle();
        Callable<SavedCheckpoint> work = around.apply(() -> {
            try (tensors) {
                return store.save(state, tensors);
            }
        });
        saving = Optional.of(WorkBeside.begin("saving a checkpoint", work));
    }

    /**
     * What has been saved since it was begun, told once; empty while that goes on.
     *
     * @throws CheckpointException if it could not be written; older checkpoints are untouched then
     */
    public Optional<SavedCheckpoint> look() throws IOException {
        return saving.filter(WorkBeside::isDone).isPresent() ? await() : Optional.empty();
    }

    /** The same, but waits for what is being saved; a stop does not cut that short, since it makes the stop safe. */
    public Optional<SavedCheckpoint> await() throws IOException {
        Optional<WorkBeside<SavedCheckpoint>> last = saving;
        saving = Optional.empty();
        return last.isPresent() ? Optional.of(last.get().await()) : Optional.empty();
    }

    /** The checkpoints; nothing is being saved. */
    public CheckpointStore store() {
        requireIdle();
        return store;
    }

    private void requireIdle() {
        if (saving.isPresent()) {
            throw new IllegalStateException("a checkpoint is being saved");
        }
    }
}
