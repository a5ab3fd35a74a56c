package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.steer.SteerableKeys;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointException;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A checkpoint of another run, where this one begins: parameters, optimizer, epoch and step, training time, what the rules and
 * the schedule remember, but for those of users' own (docs/adr/0078). What rules had decided there is void.
 *
 * @param before the specification that the other run followed
 */
public record CheckpointElsewhere(Checkpoint checkpoint, TrainingSpec before) {

    /** @throws RunRefusedException if there is no complete checkpoint, or none that this version can read */
    public static CheckpointElsewhere open(Path directory) throws SpecException {
        Path absolute = directory.toAbsolutePath().normalize();
        List<String> damage = Checkpoint.verify(absolute);
        if (!damage.isEmpty()) {
            throw refused(absolute, "it is no complete checkpoint: " + String.join("; ", damage));
        }
        try {
            Checkpoint checkpoint = Checkpoint.open(absolute);
            return new CheckpointElsewhere(
                    checkpoint,
                    Resumption.specificationOf(checkpoint.state(), absolute).effective());
        } catch (CheckpointException unreadable) {
            throw refused(absolute, unreadable.getMessage());
        }
    }

    private static RunRefusedException refused(Path directory, String why) {
        return new RunRefusedException("The run cannot begin at " + directory + ": " + why
                + ". Name the directory of a checkpoint, with its manifest.json.");
    }

    /**
     * The specification with the batch size that was found for the other run, where it leaves it open.
     *
     * @throws RunRefusedException if it cannot have that size, such as where its steps are no whole batches
     */
    TrainingSpec withItsBatches(TrainingSpec given) {
        if (given.goingOnWithBatchesOf(before).equals(given)) {
            return given;
        }
        int samples = before.training().batchSize();
        try {
            return SteerableKeys.changed(given, Map.of("training.batchSize", String.valueOf(samples)));
        } catch (SpecException wrong) {
            throw new RunRefusedException("The run cannot begin at a checkpoint of a run with batches of " + samples
                    + ", which batchSize: auto takes over: " + wrong.problems().get(0));
        }
    }

    /** What is different in this run. */
    List<SpecChanges.Change> changes(TrainingSpec given) {
        return SpecChanges.besidesPlaces(before, given);
    }

    /**
     * Where a run with this specification begins.
     *
     * @throws RunRefusedException if it needs another network or other data, or would be over at once
     */
    Beginning beginning(String runId, TrainingSpec given) {
        requireFitting(changes(given));
        requireUnfinished(given);
        CheckpointState state = checkpoint.state();
        EvaluatorState rules =
                state.rules().fired().isEmpty() ? state.rules() : state.rules().withPatienceAnew();
        return new Beginning(
                runId,
                SpecInForce.of(given),
                Resumption.stateAt(checkpoint, given),
                rules.withoutOwn(),
                state.best(),
                Optional.of(checkpoint),
                Optional.of(new Provenance.Restarted(
                        state.runId(),
                        checkpoint.name(),
                        checkpoint.directory().toString(),
                        state.epoch(),
                        state.step(),
                        state.elapsedSeconds())));
    }

    private void requireFitting(List<SpecChanges.Change> changes) {
        boolean within = !checkpoint.state().betweenEpochs();
        String fixed = changes.stream()
                .filter(change -> !SteerableKeys.canBeginWith(change) || within && !change.allowedOnResume())
                .map(change -> "%n  %s: was %s, is %s".formatted(change.key(), change.from(), change.to()))
                .collect(Collectors.joining());
        if (!fixed.isEmpty()) {
            throw new RunRefusedException("The run cannot begin at the checkpoint " + checkpoint.name() + " of the run "
                    + checkpoint.state().runId() + (within ? ", which was saved within an epoch," : "") + " with"
                    + fixed + "%nTake these values back, choose ".formatted()
                    + (within ? "a checkpoint between two epochs" : "another checkpoint")
                    + ", or begin with the parameters alone: reference and warmStart.");
        }
    }

    private void requireUnfinished(TrainingSpec given) {
        CheckpointState state = checkpoint.state();
        Observation there =
                new Observation(state.epoch(), state.step(), state.elapsedSeconds(), true, Map.of(), Optional.empty());
        StopEvaluator.limitsReached(given.stopWhen(), there).verdicts().stream()
                .filter(verdict -> verdict.fired())
                .findFirst()
                .ifPresent(verdict -> {
                    throw new RunRefusedException("The run would be over where it begins, at the checkpoint "
                            + checkpoint.name() + ": " + verdict.explanation() + ". Raise " + verdict.rule()
                            + ", or choose an earlier checkpoint.");
                });
    }
}
