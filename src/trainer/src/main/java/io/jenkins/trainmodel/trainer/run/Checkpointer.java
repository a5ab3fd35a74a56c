package io.jenkins.trainmodel.trainer.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.CheckpointSpec;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointStore;
import io.jenkins.trainmodel.trainer.checkpoint.SavedCheckpoint;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Saves checkpoints when the specification, a person or the end of the run wants one. */
final class Checkpointer {
    private final RunContext run;
    private final CheckpointStore store;
    private final Interruption interruption;
    private final JsonNode savedData;
    private long savedNanoseconds = System.nanoTime();
    private long savedStep;

    Checkpointer(RunContext run, CheckpointStore store, Interruption interruption) {
        this.run = run;
        this.store = store;
        this.interruption = interruption;
        this.savedStep = run.state().step();
        this.savedData = SavedData.of(run.data()).toJson();
    }

    CheckpointStore store() {
        return store;
    }

    /**
     * Where the run has begun at a checkpoint of another one: from here on it can go on without that one, and what it keeps
     * as its best is no worse than where it began.
     */
    void afterRestart() throws Exception {
        save("restart");
    }

    /** After an epoch: where it is the turn, where the model has never been better, and where the run ends. */
    void afterEpoch(boolean improved, boolean ends) throws Exception {
        CheckpointSpec wanted = run.spec().checkpoint();
        boolean turn = run.state().completedEpochs() % wanted.everyEpochs() == 0 || isTurnByStep();
        if (turn || ends || improved && wanted.keepBest() > 0) {
            save("epoch");
        }
    }

    /** After a step within an epoch: where it is the turn, and where a validation found the model better than ever. */
    void afterStep(boolean improved) throws Exception {
        if (improved && run.spec().checkpoint().keepBest() > 0) {
            save("best");
        } else if (isTurnByStep()) {
            save("steps");
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
    void saveIfDue() throws Exception {
        double minutes = (System.nanoTime() - savedNanoseconds) / 60e9;
        if (run.spec()
                .checkpoint()
                .everyMinutes()
                .filter(every -> minutes >= every && hasUnsaved())
                .isPresent()) {
            save("time");
        }
    }

    /** Ends the run: no second Ctrl-C cuts that short. */
    <T> T untilTheEnd(Callable<T> ending) throws Exception {
        return interruption.saving("the checkpoint and the model are being saved", ending);
    }

    /** Whether the run has come further than its newest checkpoint. */
    boolean hasUnsaved() {
        return run.state().step() != savedStep;
    }

    /**
     * Saves now and returns the checkpoint's name.
     *
     * @throws io.jenkins.trainmodel.trainer.tensor.NonFiniteTensorException if a tensor is no longer finite: nothing is saved
     */
    String save(String reason) throws Exception {
        return save(reason, Optional.empty());
    }

    /** As {@link #save(String)}, for a command that is answered when this is done; the checkpoint remembers it. */
    String save(String reason, AppliedCommand command) throws Exception {
        return save(reason, Optional.of(command));
    }

    private String save(String reason, Optional<AppliedCommand> command) throws Exception {
        String what = "saving a checkpoint of step " + run.state().step();
        return interruption.saving(
                what,
                () -> run.phases().measure(PhaseClock.CHECKPOINT, () -> {
                    // The log must never be behind a checkpoint: what a checkpoint has passed is not trained again.
                    run.journal().sync();
                    SavedCheckpoint saved = store.save(
                            state(command),
                            run.learner().parameters(),
                            run.learner().optimizerState());
                    savedNanoseconds = System.nanoTime();
                    savedStep = run.state().step();
                    run.wallTime().checkpointTook(saved.seconds());
                    report(saved, reason);
                    return saved.checkpoint().name();
                }));
    }

    private void report(SavedCheckpoint saved, String reason) throws IOException {
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
        for (String warning : saved.warnings()) {
            run.journal().record(new TrainingEvent.Warning("checkpoint", warning));
        }
    }

    private CheckpointState state(Optional<AppliedCommand> command) {
        RunState state = run.state();
        return new CheckpointState(
                CheckpointState.SCHEMA_VERSION,
                run.runId(),
                run.data().fingerprint(),
                run.spec().seed(),
                state.completedEpochs(),
                state.step(),
                state.batchInEpoch(),
                state.elapsedSeconds(),
                run.journal().lastSequence(),
                run.specInForce().changes(),
                run.rules().state(),
                run.best(),
                state.epochMetrics(),
                CheckpointExtra.of(run, savedData, command));
    }
}
