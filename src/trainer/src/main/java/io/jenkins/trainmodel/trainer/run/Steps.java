package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.custom.Unreached;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.replica.Replicas;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.waiting.Waiting;
import io.jenkins.trainmodel.trainer.waiting.WaitingChoice;
import io.jenkins.trainmodel.trainer.waiting.WaitingMode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Trains batches, and lets threads of the engine wait for each other as it is faster. */
final class Steps {
    private final RunContext run;
    private final RunState state;
    private final Optional<Waiting> waiting;
    /** Of the batches of the running step. */
    private long nanoseconds;

    private boolean toldUnreached;

    Steps(RunContext run) {
        this.run = run;
        state = run.state();
        waiting = run.engine()
                .waiting()
                // Threads of other replicas wait, too, and nobody asks those.
                .filter(threads -> run.spec().device().replicaCount() == 1)
                .map(threads -> new Waiting(threads, System::nanoTime));
    }

    /** Returns whether the batch completed an optimizer step; the last of an epoch always does. */
    boolean train(Batch batch) throws IOException {
        int index = state.batchInEpoch();
        int indexInStep = index % run.spec().batchesPerStep();
        int batchesInStep = Math.min(run.spec().batchesPerStep(), run.batchesPerEpoch() - (index - indexInStep));
        boolean completes = indexInStep == batchesInStep - 1;
        long step = state.step() + 1;
        long begin = System.nanoTime();
        try (batch) {
            run.learner().train(batch, step, run.learningRate().at(step), completes, batchesInStep);
        }
        nanoseconds += System.nanoTime() - begin;
        tellUnreached();
        tellGradientWay();
        state.batchDone(completes, batch.whole());
        if (completes) {
            watchThreads();
        }
        return completes;
    }

    /** Behind the first way back of this process. */
    private void tellUnreached() throws IOException {
        if (!toldUnreached) {
            toldUnreached = true;
            Optional<String> warning = Unreached.warning(run.learner());
            if (warning.isPresent()) {
                run.journal().record(new TrainingEvent.Warning(OwnRun.WARNING, warning.get()));
            }
        }
    }

    private void tellGradientWay() throws IOException {
        Optional<String> note = run.replicas().flatMap(Replicas::takeNote);
        if (note.isPresent()) {
            run.journal().record(new TrainingEvent.Warning(Replicas.WARNING, note.get()));
        }
    }

    private static String word(WaitingMode mode) {
        return mode == WaitingMode.SPINNING
                ? TrainingEvent.WaitingChosen.SPINNING
                : TrainingEvent.WaitingChosen.SLEEPING;
    }

    /** What follows the training is not measured, so nobody knows whether to spin pays there. */
    void end() {
        run.engine().waiting().ifPresent(threads -> threads.use(WaitingMode.SLEEPING));
    }

    private void watchThreads() throws IOException {
        long taken = nanoseconds;
        nanoseconds = 0;
        Optional<WaitingChoice> chosen = waiting.flatMap(threads -> threads.stepDone(taken));
        if (chosen.isPresent()) {
            run.journal().record(event(chosen.get()));
        }
    }

    private TrainingEvent.WaitingChosen event(WaitingChoice chosen) {
        Map<String, Double> seconds = chosen.secondsPerStep().entrySet().stream()
                .collect(Collectors.toMap(entry -> word(entry.getKey()), Map.Entry::getValue));
        return new TrainingEvent.WaitingChosen(state.epoch(), state.step(), word(chosen.mode()), seconds);
    }
}
