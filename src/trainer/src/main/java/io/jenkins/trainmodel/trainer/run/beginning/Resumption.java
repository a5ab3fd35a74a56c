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
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
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

    /** A run that begins. */
    public static Resumption none(TrainingSpec given) {
        return new Resumption(begin(UUID.randomUUID().toString(), given), List.of(), Optional.empty());
    }

    private static Beginning begin(String runId, TrainingSpec given) {
        BestTracker best =
                BestTracker.of(given.checkpoint().metric(), given.checkpoint().mode());
        return new Beginning(
                runId, SpecInForce.of(given), new RunState(), EvaluatorState.empty(), best, Optional.empty());
    }

    /**
     * A run that goes on from its newest checkpoint, or from its start if it never saved one.
     *
     * @throws RunRefusedException if something was changed that cannot change within a run
     */
    public static Resumption of(RunDirectory directory, Optional<Checkpoint> newest, LogBefore log, TrainingSpec given)
            throws SpecException {
        SpecInForce before = newest.isPresent()
                ? specificationOf(newest.get().state(), directory)
                : SpecInForce.of(SpecReader.ofStored().read(directory.specification()));
        SpecInForce now = before.givenAnew(given);
        List<SpecChanges.Change> changes = SpecChanges.besidesPlaces(before.effective(), now.effective());
        refuseFixed(changes);
        Beginning beginning = newest.map(checkpoint -> at(checkpoint, now))
                .orElseGet(() ->
                        begin(log.runId().orElseGet(() -> UUID.randomUUID().toString()), given));
        return new Resumption(beginning, changes, Optional.of(before.effective()));
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

    private static SpecInForce specificationOf(CheckpointState state, RunDirectory directory) throws SpecException {
        JsonNode given = state.extra().get(CheckpointState.GIVEN_SPECIFICATION);
        TrainingSpec read = SpecReader.ofStored()
                .read("state.json", given.toString(), directory.root().toAbsolutePath(), List.of());
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
        int accumulate = now.given().training().accumulate();
        RunState runState = new RunState(
                state.epoch(),
                state.batchInEpoch(),
                state.batchInEpoch() / accumulate,
                state.step(),
                state.elapsedSeconds(),
                state.metrics());
        return new Beginning(state.runId(), now, runState, state.rules(), state.best(), Optional.of(checkpoint));
    }
}
