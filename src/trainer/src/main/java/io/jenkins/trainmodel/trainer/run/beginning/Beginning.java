package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import java.util.Optional;

/**
 * Where a process takes up a run: at its start or at a checkpoint.
 *
 * @param checkpoint whose tensors the learner takes; empty at the start of a run
 * @param restarted the other run whose checkpoint this is; empty where it is the run's own
 */
public record Beginning(
        String runId,
        SpecInForce spec,
        RunState state,
        EvaluatorState rules,
        BestTracker best,
        Optional<Checkpoint> checkpoint,
        Optional<Provenance.Restarted> restarted) {
    /** Training time of the processes before, in seconds. */
    public double elapsedSeconds() {
        return checkpoint.map(saved -> saved.state().elapsedSeconds()).orElse(0.0);
    }

    /** The same with batches of so many samples. */
    Beginning sized(int samples) {
        return new Beginning(runId, spec.sized(samples), state, rules, best, checkpoint, restarted);
    }

    /** The same with other memories of the rules. */
    Beginning with(EvaluatorState other) {
        return new Beginning(runId, spec, state, other, best, checkpoint, restarted);
    }
}
