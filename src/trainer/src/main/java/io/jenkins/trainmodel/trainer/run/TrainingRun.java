package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.run.ClaimRefusedException;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLockedException;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.checkpoint.BackgroundSaving;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointStore;
import io.jenkins.trainmodel.trainer.custom.OwnExit;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.pretrained.ModelStart;
import io.jenkins.trainmodel.trainer.run.beginning.Beginning;
import io.jenkins.trainmodel.trainer.run.beginning.CheckpointElsewhere;
import io.jenkins.trainmodel.trainer.run.beginning.Resumption;
import io.jenkins.trainmodel.trainer.run.context.AppliedCommand;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.HeldDirectory;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.context.RunPlace;
import io.jenkins.trainmodel.trainer.run.desk.Desk;
import io.jenkins.trainmodel.trainer.run.desk.EarlyStop;
import io.jenkins.trainmodel.trainer.run.desk.Holding;
import io.jenkins.trainmodel.trainer.run.finish.EndBefore;
import io.jenkins.trainmodel.trainer.run.finish.Finish;
import io.jenkins.trainmodel.trainer.run.finish.ModelKeeper;
import io.jenkins.trainmodel.trainer.run.measure.Measurement;
import io.jenkins.trainmodel.trainer.run.measure.Placing;
import io.jenkins.trainmodel.trainer.run.saving.Checkpointer;
import io.jenkins.trainmodel.trainer.run.watch.FailureLog;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One process's part of a run, from the specification to the result. */
public final class TrainingRun {
    private final RunRequest request;
    private final RunDirectory directory;
    private final Interruption interruption;
    private final List<RunListener> listeners;

    public TrainingRun(RunRequest request, Interruption interruption, List<RunListener> listeners) {
        this.request = request;
        this.directory = new RunDirectory(request.out());
        this.interruption = interruption;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Claims the directory, trains until something ends the run, and returns its last event.
     *
     * @throws ClaimRefusedException if the directory is none for this run
     * @throws RunRefusedException if the run is over and has no reason to go on, or cannot go on with what has changed
     * @throws RunLockedException if another process trains in the directory
     */
    public Conclusion.Finished run() throws Exception {
        return new HeldDirectory(directory, request.owner(), request.resume(), listeners)
                .during((resumes, place) -> run(resumes));
    }

    private Conclusion.Finished run(boolean resumes) throws Exception {
        DurableFiles.recover(directory.root());
        LogBefore log = LogBefore.read(directory);
        if (resumes) {
            new EndBefore(directory, log).refuseIfDiscarded();
        }
        CheckpointStore store = CheckpointStore.open(directory, request.spec().checkpoint());
        Resumption resumption = resumption(resumes, log, store.newest());
        boolean same = resumption.changes().isEmpty() && !request.wish().patienceAnew();
        if (resumes && same) {
            new EndBefore(directory, log).refuseIfOver();
        }
        boolean goesOn = resumes || resumption.beginning().restarted().isPresent();
        if (goesOn && resumption.decided(log).isEmpty()) {
            refuseIfEndless(resumption.beginning());
        }
        return train(resumption, log, store);
    }

    /** A checkpoint of another run is looked at only for as long as there is none of this one. */
    private Resumption resumption(boolean resumes, LogBefore log, Optional<Checkpoint> newest)
            throws SpecException, IOException {
        Optional<CheckpointElsewhere> elsewhere = newest.isEmpty()
                        && request.wish().beginAt().isPresent()
                ? Optional.of(CheckpointElsewhere.open(request.wish().beginAt().get()))
                : Optional.empty();
        if (request.resume() && newest.isEmpty() && elsewhere.isEmpty()) {
            refuseIfBegunElsewhere(log);
        }
        Resumption resumption = resumes
                ? Resumption.of(directory, newest, log, request.spec(), elsewhere)
                : Resumption.none(
                        ModelStart.completed(request.spec(), elsewhere.map(CheckpointElsewhere::before)), elsewhere);
        return request.wish().patienceAnew() ? resumption.withPatienceAnew() : resumption;
    }

    /** By itself it would begin with parameters of its own, and nobody would notice. */
    private void refuseIfBegunElsewhere(LogBefore log) {
        if (log.restarted().isPresent()) {
            throw new RunRefusedException(
                    "The run in %s began at a checkpoint of another run and has none of its own. Begin there again with --begin-at %s, or start a new run with another --out."
                            .formatted(directory.root(), log.restarted().get().path()));
        }
    }

    /** Planned stops that are over end nothing any more. */
    private void refuseIfEndless(Beginning beginning) throws SpecException {
        int completed = beginning.state().completedEpochs();
        if (!beginning.spec().effective().hasCertainEndAfter(completed)) {
            throw new RunRefusedException(
                    "The run in " + directory.root() + " has no rule that is certain to end it after epoch " + completed
                            + ": add one of maxEpochs, maxSteps, maxDuration, finishBy and a later milestone, such as"
                            + " --set 'stopWhen.+={maxEpochs: " + (completed + 10)
                            + "}', or endless: true if a person is to end it.");
        }
    }

    private Conclusion.Finished train(Resumption resumption, LogBefore log, CheckpointStore store) throws Exception {
        CommandInbox inbox = new CommandInbox(directory, obeyed(resumption.beginning(), log));
        EarlyStop stop = new EarlyStop(interruption, inbox);
        try (Preparation preparation = new Preparation(request, directory, listeners, stop)) {
            Optional<Preparation.Loaded> loaded = preparation.load(resumption.beginning(), log);
            if (loaded.isEmpty()) {
                return preparation.end(resumption, log, inbox);
            }
            Resumption sized = loaded.get()
                    .batchSize()
                    .map(found -> resumption.sized(found.samples()))
                    .orElse(resumption);
            RunContext run = preparation.prepare(loaded.get(), sized, log, store.problems());
            return OwnExit.telling(
                    failure -> FailureLog.append(directory, run.journal(), failure),
                    () -> train(run, sized, log, store, inbox));
        }
    }

    /** Commands that are answered, or were applied and are about to be. */
    private static Set<String> obeyed(Beginning beginning, LogBefore log) {
        Set<String> obeyed = new HashSet<>(log.answeredCommands());
        beginning
                .checkpoint()
                .filter(saved -> beginning.restarted().isEmpty())
                .flatMap(saved -> AppliedCommand.savedIn(saved.state()))
                .map(AppliedCommand::id)
                .ifPresent(obeyed::add);
        return obeyed;
    }

    private Conclusion.Finished train(
            RunContext run, Resumption resumption, LogBefore log, CheckpointStore store, CommandInbox inbox)
            throws Exception {
        BackgroundSaving saving = new BackgroundSaving(store);
        try (Checkpointer checkpointer = new Checkpointer(run, saving, interruption)) {
            Measurement measurement = new Measurement(run);
            ModelKeeper keeper = new ModelKeeper(run, directory, saving, measurement);
            Holding holding = new Holding(run, checkpointer, log.hold());
            Desk desk = new Desk(run, interruption, inbox, checkpointer, new RunPlace(directory), holding);
            Optional<Ending> decided = Ending.decidedBefore(resumption.decided(log));
            Placing placing = new Placing(run);
            return new Finish(run, directory, checkpointer, keeper, desk, placing).after(() -> {
                boolean elsewhere = resumption.beginning().restarted().isPresent();
                tellStarted(run, elsewhere);
                if (elsewhere) {
                    checkpointer.afterRestart();
                }
                if (decided.isPresent()) {
                    return decided.get();
                }
                return new TrainingLoop(run, measurement, placing, desk, checkpointer).train();
            });
        }
    }

    /** Before any other call: where the run begins at a checkpoint, that is saved, and where its end is decided, that is told. */
    private void tellStarted(RunContext run, boolean elsewhere) {
        boolean resumed = run.state().step() > 0 && !elsewhere;
        run.own().tell("started", callback -> callback.started(directory.root(), resumed));
    }
}
