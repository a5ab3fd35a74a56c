package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.trainer.run.beginning.Beginning;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import java.util.Optional;

/**
 * The end of a process that never came to train: the run stands where the processes before have left it.
 *
 * @param before how the newest of these ended, if it ended in order
 */
record EarlyFinish(Beginning beginning, Optional<Conclusion.Finished> before) {

    /** The last event. A model that was kept before is kept still. */
    Conclusion.Finished event(Ending ending) {
        RunState state = beginning.state();
        return new Conclusion.Finished(
                ending.outcome(),
                ending.reason(),
                ending.fired(),
                state.completedEpochs(),
                state.step(),
                beginning.elapsedSeconds(),
                state.epochMetrics(),
                beginning.best().best(),
                before.filter(kept -> !ending.discards()).flatMap(Conclusion.Finished::modelPath),
                ending.resumable(),
                before.filter(kept -> !ending.discards()).flatMap(Conclusion.Finished::modelEpoch),
                before.filter(kept -> !ending.discards()).flatMap(Conclusion.Finished::modelWithin));
    }
}
