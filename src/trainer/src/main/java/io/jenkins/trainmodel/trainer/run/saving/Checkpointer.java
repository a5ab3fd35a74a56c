package io.jenkins.trainmodel.trainer.run.saving;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.CheckpointSpec;
import io.jenkins.trainmodel.trainer.checkpoint.BackgroundSaving;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.checkpoint.CopyToSave;
import io.jenkins.trainmodel.trainer.checkpoint.SavedCheckpoint;
import io.jenkins.trainmodel.trainer.run.context.AppliedCommand;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Saves checkpoints when the specification, a person or the end of the run wants one. Training goes on while one is written
 * from a copy; where somebody waits for it, or where memory has no room for a copy, training waits.
 * Confined to the training thread.
 */
public final class Checkpointer implements AutoCloseable {
    /** The code of warnings that are about checkpoints. */
    public static final String WARNING = "checkpoint";

    private final RunContext run;
    private final BackgroundSaving saving;
    private final CopyToSave copies = new CopyToSave();
    private final Interruption interruption;
    private final Standing standing;
    private long savedNanoseconds = System.nanoTime();
    private long savedStep;
    /** Why the checkpoint is saved that is being written. */
    private String reason = "";
    /** Whether people were told that training waits. Lifetime: this process. */
    private boolean warned;

    public Checkpointer(RunContext run, BackgroundSaving saving, Interruption interruption) {
        this.run = run;
        this.saving = saving;
        this.interruption = interruption;
        this.savedStep = run.state().step();
        this.standing = Standing.of(run);
    }

    /**
     * Where the run has begun at a checkpoint of another one: from here on it can go on without that one, and what it keeps
     * as its best is no worse than where it began.
     */
    public void afterRestart() throws Exception {
        save("restart");
    }

    /** After an epoch: where it is the turn, where the model has never been better, and where the run ends. */
    public void afterEpoch(boolean improved, boolean ends) throws Exception {
        CheckpointSpec wanted = run.spec().checkpoint();
        boolean turn = run.state().completedEpochs() % wanted.everyEpochs() == 0 || isTurnByStep();
        if (ends) {
            // all that follows waits for it
            save("epoch");
        } else if (turn || improved && wanted.keepBest() > 0) {
            begin("epoch");
        }
    }

    /** After a step within an epoch: where it is the turn, and where a validation found the model better than ever. */
    public void afterStep(boolean improved) throws Exception {
        if (improved && run.spec().checkpoint().keepBest() > 0) {
            begin("best");
        } else if (isTurnByStep()) {
            begin("steps");
        }
    }

    private boolean isTurnByStep() {
        return run.spec()
                .checkpoint()
                .everySteps()
                .filter(every -> run.state().step() % every == 0)
                .isPresent();
    }

    /** Within an epoch, by time. */
    public void saveIfDue() throws Exception {
        double minutes = (System.nanoTime() - savedNanoseconds) / 60e9;
        if (run.spec()
                .checkpoint()
                .everyMinutes()
                .filter(every -> minutes >= every && hasUnsaved())
                .isPresent()) {
            begin("time");
        }
    }

    /** Ends the run: no second Ctrl-C cuts that short. */
    public <T> T untilTheEnd(Callable<T> ending) throws Exception {
        return interruption.saving("the checkpoint and the model are being saved", ending);
    }

    /** Whether the run has come further than its newest checkpoint. */
    public boolean hasUnsaved() {
        return run.state().step() != savedStep;
    }

    /** Saves what has not been saved; when this returns, all that was trained is on the disk. */
    public void secure(String why) throws Exception {
        if (hasUnsaved()) {
            save(why);
        } else {
            await();
        }
    }

    /**
     * Saves now and returns the checkpoint's name when it is on the disk.
     *
     * @throws io.jenkins.trainmodel.trainer.tensor.NonFiniteTensorException if a tensor is no longer finite: nothing is saved
     */
    public String save(String why) throws Exception {
        return save(why, Optional.empty());
    }

    /** As {@link #save(String)}, for a command that is answered when this is done; the checkpoint remembers it. */
    public String save(String why, AppliedCommand command) throws Exception {
        return save(why, Optional.of(command));
    }

    private String save(String why, Optional<AppliedCommand> command) throws Exception {
        return run.phases().measure(PhaseClock.CHECKPOINT, () -> {
            awaitLast();
            run.learner().requireFinite();
            return saveNow(why, command);
        });
    }

    /** Saves, and lets training go on meanwhile; one that is still being written is awaited. */
    private void begin(String why) throws Exception {
        run.phases().measure(PhaseClock.CHECKPOINT, () -> {
            awaitLast();
            run.learner().requireFinite();
            Optional<LearnedTensors> copy = copies.of(run.learner().learned().bytes(), run.learner()::copy);
            if (copy.isEmpty()) {
                warnOfWaiting();
                return saveNow(why, Optional.empty());
            }
            CheckpointState state = stateToSave(why, Optional.empty());
            String what = words();
            saving.begin(state, copy.get(), work -> () -> interruption.saving(what, work));
            return "";
        });
    }

    private String saveNow(String why, Optional<AppliedCommand> command) throws Exception {
        CheckpointState state = stateToSave(why, command);
        SavedCheckpoint saved = interruption.saving(
                words(), () -> saving.store().save(state, run.learner().learned()));
        report(saved);
        return saved.checkpoint().name();
    }

    private String words() {
        return "saving a checkpoint of step " + run.state().step();
    }

    private CheckpointState stateToSave(String why, Optional<AppliedCommand> command) throws IOException {
        // The log must never be behind a checkpoint: what a checkpoint has passed is not trained again.
        run.journal().sync();
        CheckpointState state = standing.now(command);
        reason = why;
        savedNanoseconds = System.nanoTime();
        savedStep = run.state().step();
        return state;
    }

    private void warnOfWaiting() throws IOException {
        if (copies.problem().isPresent() && !warned) {
            warned = true;
            run.journal()
                    .record(new TrainingEvent.Warning(WARNING, copies.problem().get()));
        }
    }

    /** Tells of a checkpoint that has been written meanwhile. */
    public void look() throws IOException {
        Optional<SavedCheckpoint> saved = saving.look();
        if (saved.isPresent()) {
            report(saved.get());
        }
    }

    /** Waits for the checkpoint that is being written, and tells of it. */
    public void await() throws Exception {
        run.phases().measure(PhaseClock.CHECKPOINT, () -> {
            awaitLast();
            return "";
        });
    }

    private void awaitLast() throws IOException {
        Optional<SavedCheckpoint> saved = saving.await();
        if (saved.isPresent()) {
            report(saved.get());
        }
    }

    /** Completes what is being written, whatever has ended the training. */
    @Override
    public void close() throws IOException {
        awaitLast();
    }

    private void report(SavedCheckpoint saved) throws IOException {
        run.wallTime().checkpointTook(saved.seconds());
        CheckpointState state = saved.checkpoint().state();
        run.journal()
                .record(new TrainingEvent.CheckpointSaved(
                        saved.checkpoint().name(),
                        state.epoch(),
                        state.step(),
                        reason,
                        saved.bytes(),
                        saved.seconds(),
                        saved.best(),
                        saved.removed()));
        run.own()
                .tell(
                        "checkpoint",
                        callback -> callback.checkpoint(saved.checkpoint().directory()));
        for (String warning : saved.warnings()) {
            run.journal().record(new TrainingEvent.Warning(WARNING, warning));
        }
    }
}
