package io.jenkins.trainmodel.trainer.run.beginning;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.pretrained.ModelStart;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where a run is taken up again and what is different this time.
 *
 * @param changes of the effective specification, all of them allowed
 * @param before the effective specification until now; empty for a run that begins
 */
public record Resumption(Beginning beginning, List<SpecChanges.Change> changes, Optional<TrainingSpec> before) {

    /** A run that begins by itself. */
    public static Resumption none(TrainingSpec given) {
        return none(given, Optional.empty());
    }

    /**
     * A run that begins.
     *
     * @param elsewhere the checkpoint of another run where it begins
     * @throws RunRefusedException if it cannot begin there
     */
    public static Resumption none(TrainingSpec given, Optional<CheckpointElsewhere> elsewhere) {
        TrainingSpec sized = elsewhere.map(there -> there.withItsBatches(given)).orElse(given);
        return new Resumption(
                begin(newId(), sized, elsewhere),
                elsewhere.map(there -> there.changes(sized)).orElse(List.of()),
                elsewhere.map(CheckpointElsewhere::before));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static Beginning begin(String runId, TrainingSpec given, Optional<CheckpointElsewhere> elsewhere) {
        return elsewhere
                .map(there -> there.beginning(runId, given))
                .orElseGet(() -> new Beginning(
                        runId,
                        SpecInForce.of(given),
                        new RunState(),
                        EvaluatorState.empty(),
                        BestTracker.of(
                                given.checkpoint().metric(), given.checkpoint().mode()),
                        Optional.empty(),
                        Optional.empty()));
    }

    /**
     * A run that goes on from its newest checkpoint, or from its start if it never saved one.
     *
     * @param elsewhere the checkpoint of another run where it began
     * @throws RunRefusedException if something was changed that cannot change within a run
     * @throws IOException if it begins with the model of a directory that cannot be read, and has not read it yet
     */
    public static Resumption of(
            RunDirectory directory,
            Optional<Checkpoint> newest,
            LogBefore log,
            TrainingSpec given,
            Optional<CheckpointElsewhere> elsewhere)
            throws SpecException, IOException {
        SpecInForce before = newest.isPresent()
                ? specificationOf(newest.get().state(), directory.root())
                : SpecInForce.of(SpecReader.ofStored().read(directory.specification()));
        TrainingSpec complete =
                ModelStart.completed(given, Optional.of(before.given())).goingOnWithBatchesOf(before.given());
        SpecInForce now = before.givenAnew(complete);
        List<SpecChanges.Change> changes = SpecChanges.besidesPlaces(before.effective(), now.effective());
        refuseFixed(changes);
        Beginning beginning = newest.map(checkpoint -> at(checkpoint, now))
                .orElseGet(() -> begin(log.runId().orElseGet(Resumption::newId), complete, elsewhere));
        return new Resumption(beginning, changes, Optional.of(before.effective()));
    }

    /** The same with batches of so many samples. */
    public Resumption sized(int samples) {
        return new Resumption(beginning.sized(samples), changes, before);
    }

    /** The same with the patience of early stopping unspent; what rules had decided is void. */
    public Resumption withPatienceAnew() {
        return new Resumption(beginning.with(beginning.rules().withPatienceAnew()), changes, before);
    }

    /**
     * The rules that had ended the run when the process before was killed or failed while it carried that out, such as on a
     * full disk: what they decided still holds, unless they were changed. Empty where none had.
     */
    public List<Verdict> decided(LogBefore log) {
        boolean carriedOut = log.endedByRulesAt(beginning.state().step());
        boolean changed = changes.stream().anyMatch(change -> change.key().startsWith("stopWhen."));
        return carriedOut || changed ? List.of() : beginning.rules().fired();
    }

    /** What the run followed whose checkpoint this is. */
    static SpecInForce specificationOf(CheckpointState state, Path directory) throws SpecException {
        JsonNode given = state.extra().get(CheckpointState.GIVEN_SPECIFICATION);
        TrainingSpec read =
                SpecReader.ofStored().read("state.json", given.toString(), directory.toAbsolutePath(), List.of());
        return new SpecInForce(read, state.hyperparameters());
    }

    private static void refuseFixed(List<SpecChanges.Change> changes) {
        String fixed = changes.stream()
                .filter(change -> !change.allowedOnResume())
                .map(change -> "%n  %s: was %s, is now %s".formatted(change.key(), change.from(), change.to()))
                .collect(Collectors.joining());
        if (!fixed.isEmpty()) {
            throw new RunRefusedException("This run cannot go on with what has changed since it began:" + fixed
                    + "%nTake these values back, or start a new run with another --out.".formatted());
        }
    }

    private static Beginning at(Checkpoint checkpoint, SpecInForce now) {
        CheckpointState state = checkpoint.state();
        return new Beginning(
                state.runId(),
                now,
                stateAt(checkpoint, now.given()),
                state.rules(),
                state.best(),
                Optional.of(checkpoint),
                Optional.empty());
    }

    /** Where a checkpoint stands. */
    static RunState stateAt(Checkpoint checkpoint, TrainingSpec given) {
        CheckpointState state = checkpoint.state();
        return new RunState(
                state.epoch(),
                state.batchInEpoch(),
                state.batchInEpoch() / given.batchesPerStep(),
                state.step(),
                state.elapsedSeconds(),
                state.metrics());
    }
}
