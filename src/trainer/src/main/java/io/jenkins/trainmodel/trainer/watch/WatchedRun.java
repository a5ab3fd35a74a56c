package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.run.ClaimRefusedException;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLockedException;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.run.beginning.OwnReference;
import io.jenkins.trainmodel.trainer.run.context.Closing;
import io.jenkins.trainmodel.trainer.run.context.HeldDirectory;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.context.RunPlace;
import io.jenkins.trainmodel.trainer.run.finish.EndBefore;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.trainer.run.watch.TensorBoardListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One process's part of a run in which another program trains. */
public final class WatchedRun {
    private final WatchRequest request;
    private final RunDirectory directory;
    private final Interruption interruption;
    private final List<RunListener> listeners;

    public WatchedRun(WatchRequest request, Interruption interruption, List<RunListener> listeners) {
        this.request = request;
        this.directory = new RunDirectory(request.out());
        this.interruption = interruption;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Claims the directory, starts the program, watches it until something ends the run, and returns its last event.
     *
     * @throws ClaimRefusedException if the directory is none for this run
     * @throws RunRefusedException if the run is over and has no reason to go on
     * @throws RunLockedException if another process trains in the directory
     */
    public Conclusion.Finished run() throws Exception {
        return new HeldDirectory(directory, request.owner(), request.resume(), listeners).during(this::run);
    }

    private Conclusion.Finished run(boolean resumes, RunPlace place) throws Exception {
        DurableFiles.recover(directory.root());
        OwnReference.refuse(request.spec().reference(), directory);
        LogBefore log = LogBefore.read(directory);
        List<SpecChanges.Change> changes = resumes && log.began() ? changes() : List.of();
        if (resumes) {
            EndBefore before = new EndBefore(directory, log);
            before.refuseIfDiscarded();
            if (changes.isEmpty()) {
                before.refuseIfOver();
            }
        }
        ReferenceLookup reference = ReferenceLookup.of(request.spec().reference());
        References curves =
                ReferenceCurves.read(request.spec().stopWhen(), reference.run().map(ReferenceRun::curve));
        Recollection memory = Recollection.of(directory.events(), request.spec(), curves);
        try (Closing closing = new Closing()) {
            Watch watch = new Watch(
                    request,
                    directory,
                    interruption,
                    closing.add(journal(closing)),
                    reference,
                    memory,
                    runId(log),
                    changes);
            return watch.run(log, place, new CommandInbox(directory, log.answeredCommands()), closing);
        }
    }

    private static String runId(LogBefore log) {
        return log.runId().orElseGet(() -> UUID.randomUUID().toString());
    }

    private List<SpecChanges.Change> changes() throws SpecException {
        WatchedSpec before = SpecReader.ofStored().readWatched(directory.specification(), List.of());
        return SpecChanges.between(before, request.spec());
    }

    /** Which events are new is told by the course, so none is held back here. */
    private RunJournal journal(Closing closing) throws IOException {
        List<RunListener> all = new ArrayList<>(listeners);
        if (request.spec().reporting().tensorboard()) {
            all.add(closing.add(new TensorBoardListener(directory.tensorboard())));
        }
        return new RunJournal(EventWriter.open(directory.events()), all, RunJournal.Written.NOTHING);
    }
}
