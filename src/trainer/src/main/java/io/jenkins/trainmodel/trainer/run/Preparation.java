package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.data.Datasets;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.engine.DownloadListener;
import io.jenkins.trainmodel.trainer.engine.EngineLoader;
import io.jenkins.trainmodel.trainer.engine.EngineRequest;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.learner.Learners;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes ready what a run needs, and takes it away again at its end. */
final class Preparation implements AutoCloseable {
    private final RunRequest request;
    private final RunDirectory directory;
    private final List<RunListener> listeners;
    private final Closing closing = new Closing();

    Preparation(RunRequest request, RunDirectory directory, List<RunListener> listeners) {
        this.request = request;
        this.directory = directory;
        this.listeners = listeners;
    }

    /** The run, at its beginning or at the checkpoint it goes on from; its first event is written. */
    RunContext prepare(Resumption resumption, LogBefore log, List<String> damagedCheckpoints) throws Exception {
        Beginning beginning = resumption.beginning();
        TrainingSpec spec = beginning.spec().effective();
        LoadedData data = loadData(spec);
        refuseOtherData(beginning, data);
        LoadedEngine engine = loadEngine(spec);
        RunJournal journal = closing.add(openJournal(resumption, log));
        RunContext run = closing.add(new RunContext(
                beginning,
                data,
                changed -> Learners.create(changed, data, engine.device()),
                ReferenceCurves.read(spec.stopWhen(), Optional.empty()),
                journal));
        restore(run, beginning);
        DurableFiles.write(
                directory.specification(),
                SpecWriter.toText(run.specInForce().given()).getBytes(StandardCharsets.UTF_8));
        announce(run, resumption, new Environment(request.trainerVersion(), engine).labels());
        warn(journal, "damagedCheckpoint", damagedCheckpoints);
        warn(journal, "data", data.warnings());
        run.state().startClock();
        closing.add(Telemetry.start(directory.root(), run));
        return run;
    }

    private LoadedData loadData(TrainingSpec spec) {
        return Datasets.load(
                spec.data(),
                spec.seed(),
                (source, done, total) -> prepare("reading " + Path.of(source).getFileName(), fraction(done, total)));
    }

    private static void refuseOtherData(Beginning beginning, LoadedData data) {
        beginning.checkpoint().ifPresent(checkpoint -> {
            if (!checkpoint.state().dataFingerprint().equals(data.fingerprint())) {
                throw new RunRefusedException("The data is not that of the run which is to be resumed: its SHA-256 is "
                        + data.fingerprint() + ", and was " + checkpoint.state().dataFingerprint()
                        + ". Restore the data, or start a new run with another --out.");
            }
        });
    }

    private LoadedEngine loadEngine(TrainingSpec spec) {
        DownloadListener listener = progress -> prepare(
                progress.activity().name().toLowerCase(Locale.ROOT) + " " + progress.file(),
                progress.total().isPresent()
                        ? fraction(progress.bytes(), progress.total().getAsLong())
                        : Optional.empty());
        return EngineLoader.load(EngineRequest.of(spec.device(), listener));
    }

    private void prepare(String what, Optional<Double> fraction) {
        listeners.forEach(listener -> listener.preparing(what, fraction));
    }

    private static Optional<Double> fraction(long done, long total) {
        return total > 0 ? Optional.of((double) done / total) : Optional.empty();
    }

    private RunJournal openJournal(Resumption resumption, LogBefore log) throws IOException {
        RunState state = resumption.beginning().state();
        RunJournal.Written written = resumption.changes().isEmpty()
                ? log.written()
                : log.written().upTo(state.completedEpochs(), state.step());
        return new RunJournal(EventWriter.open(directory.events()), listeners, written);
    }

    private static void restore(RunContext run, Beginning beginning) throws IOException {
        if (beginning.checkpoint().isPresent()) {
            Checkpoint checkpoint = beginning.checkpoint().get();
            run.learner().restoreParameters(checkpoint.parameters());
            run.learner().restoreOptimizerState(checkpoint.optimizerState());
        }
    }

    private static void announce(RunContext run, Resumption resumption, Map<String, String> environment)
            throws IOException {
        if (run.journal().lastSequence() == 0) {
            run.journal().record(started(run, environment));
            return;
        }
        RunState state = run.state();
        run.journal()
                .record(new TrainingEvent.Resumed(
                        resumption
                                .beginning()
                                .checkpoint()
                                .map(Checkpoint::name)
                                .orElse("none"),
                        state.completedEpochs(),
                        state.step(),
                        resumption.beginning().elapsedSeconds(),
                        !resumption.changes().isEmpty(),
                        environment));
        for (SpecChanges.Change change : resumption.changes()) {
            run.journal()
                    .record(new TrainingEvent.HyperparameterChanged(
                            change.key(), change.from(), change.to(), "resume", state.epoch(), state.step()));
        }
    }

    private static TrainingEvent.Started started(RunContext run, Map<String, String> environment) {
        return new TrainingEvent.Started(
                run.runId(),
                run.spec().name(),
                SpecWriter.toJson(run.spec()),
                environment,
                run.data().train().size(),
                run.data().validation().size(),
                run.stepsPerEpoch(),
                run.plannedEpochs(),
                run.learner().description().parameters(),
                run.flopPerStep());
    }

    private static void warn(RunJournal journal, String code, List<String> messages) throws IOException {
        for (String message : messages) {
            journal.record(new TrainingEvent.Warning(code, message));
        }
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }
}
