package io.jenkins.trainmodel.trainer.run.saving;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.run.context.AppliedCommand;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import java.util.Optional;

/**
 * Where a run stands, as a checkpoint has it beside the tensors.
 *
 * @param data what the run has learned of its data, which does not change
 */
record Standing(RunContext run, JsonNode data) {
    static Standing of(RunContext run) {
        return new Standing(run, SavedData.of(run.data()).toJson());
    }

    /** @param command that is answered when the checkpoint is saved, which remembers it */
    CheckpointState now(Optional<AppliedCommand> command) {
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
                CheckpointExtra.of(run, data, command));
    }
}
