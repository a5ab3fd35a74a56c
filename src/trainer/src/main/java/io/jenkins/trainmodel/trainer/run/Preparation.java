package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.reference.ReferenceCsv;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizeChoice;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizes;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.drift.DriftCheck;
import io.jenkins.trainmodel.trainer.engine.LibraryLog;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.replica.Processes;
import io.jenkins.trainmodel.trainer.replica.Replicas;
import io.jenkins.trainmodel.trainer.run.beginning.Beginning;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.beginning.OwnReference;
import io.jenkins.trainmodel.trainer.run.beginning.Predecessor;
import io.jenkins.trainmodel.trainer.run.beginning.Resumption;
import io.jenkins.trainmodel.trainer.run.context.Closing;
import io.jenkins.trainmodel.trainer.run.context.ComparedRuns;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.desk.CommandAnswers;
import io.jenkins.trainmodel.trainer.run.desk.EarlyStop;
import io.jenkins.trainmodel.trainer.run.finish.Discard;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import io.jenkins.trainmodel.trainer.run.watch.Reports;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.trainer.run.watch.Telemetry;
import io.jenkins.trainmodel.trainer.run.watch.TensorBoardListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes ready what a run needs, and takes it away again at its end. */
final class Preparation implements AutoCloseable {
    private final RunRequest request;
    private final RunDirectory directory;
    private final List<RunListener> listeners;
    private final EarlyStop stop;
    private final Closing closing = new Closing();

    Preparation(RunRequest request, RunDirectory directory, List<RunListener> listeners, EarlyStop stop) {
        this.request = request;
        this.directory = directory;
        this.listeners = listeners;
        this.stop = stop;
    }

    /**
     * What takes long to read, and needs nothing of the run but its specification.
     *
     * @param batchSize what was found for a specification that leaves it open
     */
    record Loaded(
            ReferenceLookup reference,
            Predecessor predecessor,
            Inheritance inheritance,
            Inputs inputs,
            Optional<BatchSizeChoice> batchSize,
            List<String> notes) {
        private static Loaded of(Beginning beginning, LogBefore log, RunListener listener) throws SpecException {
            TrainingSpec spec = beginning.spec().effective();
            ReferenceLookup reference = ReferenceLookup.of(spec.reference());
            Predecessor predecessor = Predecessor.of(beginning, log, reference);
            // A machine may have other processors than the one where the run began.
            DeviceSpec device = log.threadsOf(spec.device().replicaCount())
                    .map(spec.device()::orThreads)
                    .orElse(spec.device());
            Inputs inputs = Inputs.load(spec, device, predecessor.expectation(), listener);
            Inputs.requireTokens(inputs.data(), spec);
            Inheritance inheritance = predecessor.inheritance(spec, inputs.data());
            return new Loaded(
                    reference,
                    predecessor,
                    inheritance,
                    inputs,
                    foundBatchSize(spec, inputs, inheritance, listener),
                    predecessor.check(spec, inputs.data()));
        }
    }

    private static Optional<BatchSizeChoice> foundBatchSize(
            TrainingSpec spec, Inputs inputs, Inheritance inheritance, RunListener listener) {
        return BatchSizes.find(
                spec,
                inputs.data(),
                sized -> Learners.create(
                        inheritance
                                .settings(sized, inputs.data())
                                .with(OwnLoss.open(sized, inputs.data().signature())),
                        inputs.engine().device()),
                what -> listener.preparing(what, Optional.empty()));
    }

    /** Reads data, predecessor and engine; empty if a stop came before that was done. */
    Optional<Loaded> load(Beginning beginning, LogBefore log) throws Exception {
        OwnReference.refuse(beginning.spec().effective().reference(), directory);
        closing.add(LibraryLog.appendTo(directory.log()));
        return stop.unlessAsked(() -> Loaded.of(beginning, log, everyone()));
    }

    /** Ends a run that was stopped while it was being loaded: answers, last event, reports. */
    Conclusion.Finished end(Resumption resumption, LogBefore log, CommandInbox inbox) throws Exception {
        Beginning beginning = resumption.beginning();
        RunJournal journal = openJournal(beginning.spec().effective(), resumption, log);
        if (beginning.restarted().isPresent()) {
            // Whoever resumes the run must know that it was to begin elsewhere.
            Announcement.tellOrigin(journal, beginning.restarted().get(), log);
        }
        Ending ending = stop.answer(new CommandAnswers(inbox, journal, beginning.state()));
        Conclusion.Finished finished = new EarlyFinish(beginning, log.finished()).event(ending);
        journal.record(finished);
        if (ending.discards()) {
            Discard.everythingIn(directory);
        }
        Reports.write(directory);
        return finished;
    }

    /** The run, at its beginning or at the checkpoint it goes on from; its first event is written. */
    RunContext prepare(Loaded loaded, Resumption resumption, LogBefore log, List<String> damagedCheckpoints)
            throws Exception {
        Beginning beginning = resumption.beginning();
        TrainingSpec spec = beginning.spec().effective();
        LoadedData data = loaded.inputs.data();
        keepCurve(loaded.predecessor);
        // What was told is what gates go by, though the reference may be another one by now.
        DriftCheck.Found compared = log.drift()
                .map(DriftCheck.Found::told)
                .orElseGet(() -> new DriftCheck(spec, data).beside(loaded.reference));
        RunJournal journal = openJournal(spec, resumption, log);
        OwnRun own = closing.add(OwnCodeOfRun.open(beginning, journal));
        RunContext run = closing.add(new RunContext(
                beginning,
                loaded.inheritance,
                data,
                loaded.inputs.engine(),
                new ComparedRuns(ReferenceCurves.read(spec.stopWhen(), curve()), loaded.reference, compared.data()),
                own,
                processes(spec, loaded, log),
                journal,
                request.origin()));
        loaded.predecessor.restore(run.learner());
        DurableFiles.write(
                directory.specification(),
                SpecWriter.toText(run.specInForce().given()).getBytes(StandardCharsets.UTF_8));
        new Announcement(run, resumption, log, request.wish())
                .tell(new Environment(
                                request,
                                loaded.inputs.engine(),
                                data,
                                spec,
                                loaded.batchSize,
                                own.classpath(),
                                run.replicas())
                        .labels());
        new EarlyWarnings(run, resumption).tell(damagedCheckpoints, loaded.notes, compared.warnings());
        run.state().startClock();
        run.phases().forget();
        run.usage().begin();
        closing.add(Telemetry.start(
                directory.root(), spec.reporting().telemetryEvery(), run.usage().processes(), journal, run.state()));
        return run;
    }

    /** They read the data while this process goes on. */
    private Processes processes(TrainingSpec spec, Loaded loaded, LogBefore log) throws IOException {
        int replicas = spec.device().replicaCount();
        int most = Processes.most(
                spec,
                log.firstReplicas().orElse(replicas),
                loaded.inputs.engine().device().isGpu());
        return new Processes(replicas == 1 ? Optional.empty() : Optional.of(others(spec, loaded, most)), most);
    }

    private Replicas others(TrainingSpec spec, Loaded loaded, int most) throws IOException {
        return closing.add(Replicas.start(
                spec,
                loaded.inputs.data(),
                loaded.inputs.engine(),
                most,
                loaded.inheritance.anew(),
                loaded.inheritance.frozen()));
    }

    /** The reference may be gone before people want to see its curve. */
    private void keepCurve(Predecessor predecessor) throws IOException {
        if (predecessor.reference().isPresent()) {
            ReferenceCsv.write(
                    directory.reference(), predecessor.reference().get().curve());
        }
    }

    /** The reference's curve as it was when the run began. */
    private Optional<Curve> curve() throws IOException {
        return Files.exists(directory.reference())
                ? Optional.of(CurveReader.read(directory.reference()))
                : Optional.empty();
    }

    private RunListener everyone() {
        return new RunListener() {
            @Override
            public void preparing(String what, Optional<Double> fraction) {
                if (!stop.isObeyed()) {
                    listeners.forEach(listener -> listener.preparing(what, fraction));
                }
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

    @Override
    public void close() throws IOException {
        closing.close();
    }
}
