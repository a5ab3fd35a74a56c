package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointException;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceException;
import io.jenkins.trainmodel.trainer.failure.ReplicaLostException;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord.Packaged;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.desk.Desk;
import io.jenkins.trainmodel.trainer.run.measure.Placing;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.saving.Checkpointer;
import io.jenkins.trainmodel.trainer.run.watch.Reports;
import io.jenkins.trainmodel.trainer.tensor.NonFiniteTensorException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Ends a run: last checkpoint, model package, answers to whoever still asks, last event, reports. */
public final class Finish {
    private static final String MODEL = "model";

    private final RunContext run;
    private final RunDirectory directory;
    private final Checkpointer checkpointer;
    private final ModelKeeper keeper;
    private final Desk desk;
    private final Placing placing;

    public Finish(
            RunContext run,
            RunDirectory directory,
            Checkpointer checkpointer,
            ModelKeeper keeper,
            Desk desk,
            Placing placing) {
        this.run = run;
        this.directory = directory;
        this.checkpointer = checkpointer;
        this.keeper = keeper;
        this.desk = desk;
        this.placing = placing;
    }

    /** Trains, then ends the run and returns its last event. What held the run up is told also where it fails. */
    public Conclusion.Finished after(Callable<Ending> training) throws Exception {
        try {
            Ending decided = judged(of(training));
            return checkpointer.untilTheEnd(() -> endOnDevice(decided));
        } catch (Exception | Error failure) {
            placing.tellBefore(failure);
            throw failure;
        }
    }

    private Ending of(Callable<Ending> training) throws Exception {
        try {
            return training.call();
        } catch (NonFiniteTensorException tensor) {
            return Ending.notFinite(tensor, run.state().step());
        } catch (ReplicaLostException replica) {
            return Ending.replicaLost(replica);
        } catch (DeviceException device) {
            return Ending.deviceFailed(device);
        }
    }

    /** Testing and packaging compute as well, and the device may fail there; what was decided before is decided again then. */
    private Conclusion.Finished endOnDevice(Ending decided) throws Exception {
        try {
            return end(decided);
        } catch (DeviceException device) {
            return end(Ending.deviceFailed(device));
        }
    }

    /** A run of which no epoch could be judged is no success, whatever else ended it. */
    private Ending judged(Ending ending) {
        String metric = run.spec().checkpoint().metric();
        Optional<Double> last = Optional.ofNullable(run.state().epochMetrics().get(metric));
        boolean neverFinite = run.best().best().isEmpty() && last.isPresent() && !Double.isFinite(last.get());
        return ending.outcome() == Outcome.SUCCESS && neverFinite ? ending.withoutAnyGoodEpoch(metric) : ending;
    }

    private Conclusion.Finished end(Ending wished) throws Exception {
        double elapsedSeconds = run.state().elapsedSeconds();
        Optional<BottleneckFound> bottleneck = placing.found();
        if (wished.outcome() == Outcome.ABORTED) {
            tell(EndingPhase.STOPPING, wished);
        }
        desk.close(wished);
        Ending ending = saveLast(wished);
        Optional<ChosenModel> chosen =
                ending.keepsModel() && run.state().step() > 0 ? keeper.choose(ending.keep()) : Optional.empty();
        Optional<Packaged> packaged = chosen.map(ChosenModel::packaged);
        Ending examined = ending.keepsModel() ? new Examination(run, directory).of(ending, packaged) : ending;
        Conclusion.Finished finished = finished(examined, elapsedSeconds, packaged);
        if (chosen.isPresent()) {
            tell(EndingPhase.PACKAGING, examined);
            keeper.keep(finished, chosen.get(), () -> tell(EndingPhase.VERIFYING, examined));
        }
        desk.close(examined);
        placing.tellAtTheEnd(bottleneck);
        // The samples come by time: without one at the very end, what a short run has cost would not be known.
        run.journal()
                .record(new TrainingEvent.Telemetry(
                        elapsedSeconds, run.usage().processes().times()));
        endOwnCode(finished);
        run.journal().record(finished);
        if (ending.discards()) {
            Discard.everythingIn(directory);
        }
        Reports.write(directory);
        return finished;
    }

    /** Tells own code of the end; a thread that it leaves behind ends with the process. */
    private void endOwnCode(Conclusion.Finished finished) throws IOException {
        String outcome = finished.outcome().name().toLowerCase(Locale.ROOT);
        run.own().tell("ended", callback -> callback.ended(outcome, finished.reason()));
        Optional<String> left = run.own().threadsLeft();
        if (left.isPresent()) {
            run.journal().record(new TrainingEvent.Warning(OwnRun.WARNING, left.get()));
        }
    }

    /** Saves the last state where it is worth it, and says how the run ends if that state turns out to be none. */
    private Ending saveLast(Ending ending) throws Exception {
        if (!ending.keepsState()) {
            awaitWhatIsNotKept();
            return ending;
        }
        if (!checkpointer.hasUnsaved()) {
            checkpointer.await();
            return ending;
        }
        tell(EndingPhase.CHECKPOINT, ending);
        try {
            checkpointer.save("stop");
            return ending;
        } catch (NonFiniteTensorException tensor) {
            return Ending.notFinite(tensor, run.state().step());
        }
    }

    /** A full disk does not change how a run ends of which nothing is to be kept. */
    private void awaitWhatIsNotKept() throws Exception {
        try {
            checkpointer.await();
        } catch (CheckpointException failure) {
            run.journal().record(new TrainingEvent.Warning(Checkpointer.WARNING, failure.getMessage()));
        }
    }

    private void tell(EndingPhase phase, Ending ending) throws IOException {
        RunState state = run.state();
        run.journal().record(new Conclusion.Ending(phase, ending.reason(), state.completedEpochs(), state.step()));
    }

    private Conclusion.Finished finished(Ending ending, double elapsedSeconds, Optional<Packaged> packaged) {
        RunState state = run.state();
        return new Conclusion.Finished(
                ending.outcome(),
                ending.reason(),
                ending.fired(),
                state.completedEpochs(),
                state.step(),
                elapsedSeconds,
                state.epochMetrics(),
                run.best().best(),
                packaged.map(chosen -> MODEL),
                ending.resumable(),
                packaged.map(Packaged::epoch),
                packaged.flatMap(Finish::within),
                ending.failedDevice());
    }

    private static Optional<Conclusion.Within> within(Packaged packaged) {
        return packaged.stepWithin().map(step -> new Conclusion.Within(step, packaged.metrics()));
    }
}
