package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Ends a run: last checkpoint, model package, last event, reports. */
final class Finish {
    private static final String MODEL = "model";

    private final RunContext run;
    private final RunDirectory directory;
    private final Checkpointer checkpointer;
    private final ModelKeeper keeper;

    Finish(RunContext run, RunDirectory directory, Checkpointer checkpointer, ModelKeeper keeper) {
        this.run = run;
        this.directory = directory;
        this.checkpointer = checkpointer;
        this.keeper = keeper;
    }

    /** Trains, then ends the run and returns its last event. */
    TrainingEvent.Finished after(Callable<Ending> training) throws Exception {
        try {
            return end(training.call());
        } catch (Exception | Error failure) {
            leaveWord(failure);
            throw failure;
        }
    }

    private TrainingEvent.Finished end(Ending ending) throws Exception {
        double elapsedSeconds = run.state().elapsedSeconds();
        if (ending.keepsState()) {
            checkpointer.saveLast();
        }
        boolean keeps = ending.keepsModel() && run.state().step() > 0;
        TrainingEvent.Finished finished =
                finished(ending, elapsedSeconds, keeps ? Optional.of(MODEL) : Optional.empty());
        if (keeps) {
            keeper.keep(finished);
        }
        run.journal().record(finished);
        Reports.write(directory);
        return finished;
    }

    private TrainingEvent.Finished finished(Ending ending, double elapsedSeconds, Optional<String> model) {
        RunState state = run.state();
        return new TrainingEvent.Finished(
                ending.outcome(),
                ending.reason(),
                ending.fired(),
                state.completedEpochs(),
                state.step(),
                elapsedSeconds,
                state.epochMetrics(),
                run.best().best(),
                model,
                ending.resumable());
    }

    /** Says in the log what went wrong, if the log can still be written; the failure itself matters more. */
    private void leaveWord(Throwable failure) {
        try {
            Ending ending = new Ending(
                    Outcome.FAILURE,
                    "the process failed: "
                            + Optional.ofNullable(failure.getMessage()).orElse(failure.toString()),
                    List.of(),
                    false,
                    false);
            run.journal().record(finished(ending, run.state().elapsedSeconds(), Optional.empty()));
            Reports.write(directory);
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
