package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.CheckpointSpec;
import io.jenkins.trainmodel.trainer.checkpoint.BackgroundSaving;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointStore;
import io.jenkins.trainmodel.trainer.checkpoint.CopyToSave;
import io.jenkins.trainmodel.trainer.checkpoint.SavedCheckpoint;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import java.io.IOException;
import java.util.Optional;

/** The checkpoints of a rehearsal, saved as a run saves them. Confined to one thread. */
final class RehearsedCheckpoints {
    private final CheckpointStore store;
    private final BackgroundSaving saving;
    private final Learner learner;
    private final RehearsedLog log;
    private final CopyToSave copies = new CopyToSave();
    private long bytes;
    private long copyBytes;
    private double besideSeconds;

    private RehearsedCheckpoints(CheckpointStore store, Learner learner, RehearsedLog log) {
        this.store = store;
        this.learner = learner;
        this.log = log;
        saving = new BackgroundSaving(store);
    }

    /**
     * Those of a rehearsal in this directory. Every one that is written takes the place of another, as in a run that goes on for
     * long, and the disk never holds more than three.
     */
    static RehearsedCheckpoints in(RunDirectory directory, CheckpointSpec wanted, Learner learner, RehearsedLog log)
            throws IOException {
        CheckpointSpec fewest = new CheckpointSpec(
                wanted.everyEpochs(),
                wanted.everyMinutes(),
                wanted.everySteps(),
                1,
                0,
                wanted.metric(),
                wanted.mode(),
                wanted.shardBytes());
        return new RehearsedCheckpoints(CheckpointStore.open(directory, fewest), learner, log);
    }

    /**
     * Saves one.
     *
     * @param beside whether training goes on meanwhile, where there is room for a copy; else it is on the disk when this returns
     */
    void save(CheckpointState state, boolean beside) throws IOException {
        await();
        learner.requireFinite();
        LearnedTensors own = learner.learned();
        Optional<LearnedTensors> copy = copies.of(own.bytes(), learner::copy);
        copyBytes = copy.isPresent() ? own.bytes() : 0;
        if (copy.isEmpty()) {
            tell(store.save(state, own));
        } else if (beside) {
            saving.begin(state, copy.get(), work -> work);
        } else {
            saveHere(state, copy.get());
        }
    }

    private void saveHere(CheckpointState state, LearnedTensors copy) throws IOException {
        long start = System.nanoTime();
        try (copy) {
            tell(store.save(state, copy));
        }
        besideSeconds += (System.nanoTime() - start) / 1e9;
    }

    /** Waits for the one that is being saved. */
    void await() throws IOException {
        Optional<SavedCheckpoint> saved = saving.await();
        if (saved.isPresent()) {
            tell(saved.get());
        }
    }

    private void tell(SavedCheckpoint saved) throws IOException {
        bytes = saved.bytes();
        CheckpointState state = saved.checkpoint().state();
        log.record(new TrainingEvent.CheckpointSaved(
                saved.checkpoint().name(),
                state.epoch(),
                state.step(),
                "epoch",
                saved.bytes(),
                saved.seconds(),
                saved.best(),
                saved.removed()));
    }

    /** The newest one; nothing is being saved. */
    Optional<Checkpoint> newest() {
        return store.newest();
    }

    /** Bytes of one on the disk. */
    long bytes() {
        return bytes;
    }

    /** Bytes of the copy that one is written from; 0 where training would wait. */
    long copyBytes() {
        return copyBytes;
    }

    /** Seconds of all that were saved here, while which a training would have gone on. */
    double besideSeconds() {
        return besideSeconds;
    }
}
