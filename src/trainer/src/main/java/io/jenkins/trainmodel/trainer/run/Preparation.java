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
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.engine.LibraryLog;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.trainer.run.watch.TensorBoardListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        closing.add(LibraryLog.appendTo(directory.log()));
        Optional<Predecessor> predecessor = Predecessor.of(beginning);
        Inputs inputs = Inputs.load(spec, predecessor.flatMap(Predecessor::expectation), everyone());
        LoadedData data = inputs.data();
        List<String> notes = predecessor.map(model -> model.check(spec, data)).orElse(List.of());
        RunJournal journal = openJournal(spec, resumption, log);
        RunContext run = closing.add(new RunContext(
                beginning,
                data,
                inputs.engine().device(),
                ReferenceCurves.read(spec.stopWhen(), Optional.empty()),
                journal,
                request.origin()));
        if (predecessor.isPresent()) {
            predecessor.get().restore(run.learner());
        }
        DurableFiles.write(
                directory.specification(),
                SpecWriter.toText(run.specInForce().given()).getBytes(StandardCharsets.UTF_8));
        announce(run, resumption, new Environment(request, inputs.engine()).labels());
        warn(journal, "damagedCheckpoint", damagedCheckpoints);
        warn(journal, "data", data.warnings());
        warn(
                journal,
                LearningRateJump.CODE,
                LearningRateJump.onResume(run, resumption).stream().toList());
        warn(journal, "parent", notes);
        run.state().startClock();
        run.phases().take();
        closing.add(Telemetry.start(directory.root(), run));
        return run;
    }

    private RunListener everyone() {
        return new RunListener() {
            @Override
            public void preparing(String what, Optional<Double> fraction) {
                listeners.forEach(listener -> listener.preparing(what, fraction));
            }
        };
    }

    private RunJournal openJournal(TrainingSpec spec, Resumption resumption, LogBefore log) throws IOException {
        RunState state = resumption.beginning().state();
        RunJournal.Written written = resumption.changes().isEmpty()
                ? log.written()
                : log.written().upTo(state.completedEpochs(), state.step());
        List<RunListener> all = new ArrayList<>(listeners);
        if (spec.reporting().tensorboard()) {
            all.add(closing.add(new TensorBoardListener(directory.tensorboard())));
        }
        return closing.add(new RunJournal(EventWriter.open(directory.events()), all, written));
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
                        environment,
                        run.plannedEpochs()));
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
