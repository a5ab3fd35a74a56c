package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.run.RunLockedException;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointStore;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

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
     * Trains until something ends the run and returns its last event. A run that is over and has no reason to go on is
     * left as it is.
     *
     * @throws RunRefusedException if the directory holds a run and it was not asked to resume it, or it cannot be resumed
     *     with what has changed
     * @throws RunLockedException if another process trains in the directory
     */
    public TrainingEvent.Finished run() throws Exception {
        if (Files.exists(directory.root()) && !Files.isDirectory(directory.root())) {
            throw new RunRefusedException(directory.root() + " is not a directory. Choose another --out.");
        }
        // An empty log is what a start that came to nothing leaves behind.
        boolean resumes = Files.exists(directory.events()) && Files.size(directory.events()) > 0;
        if (resumes && !request.resume()) {
            throw new RunRefusedException(
                    directory.root() + " holds a run already. Go on with it by --resume, or choose another --out.");
        }
        RunLock lock = RunLock.acquire(directory);
        try (lock) {
            return run(resumes);
        }
    }

    private TrainingEvent.Finished run(boolean resumes) throws Exception {
        DurableFiles.recover(directory.root());
        LogBefore log = LogBefore.read(directory);
        CheckpointStore store = CheckpointStore.open(directory, request.spec().checkpoint());
        Resumption resumption = resumes
                ? Resumption.of(directory, store.newest(), log, request.spec())
                : Resumption.none(request.spec());
        Optional<TrainingEvent.Finished> over = log.finished()
                .filter(finished ->
                        !finished.resumable() && resumption.changes().isEmpty());
        if (over.isPresent()) {
            // The process before may have ended between its last event and the reports.
            Reports.write(directory);
            return over.get();
        }
        return train(resumption, log, store);
    }

    private TrainingEvent.Finished train(Resumption resumption, LogBefore log, CheckpointStore store) throws Exception {
        try (Preparation preparation = new Preparation(request, directory, listeners)) {
            RunContext run = preparation.prepare(resumption, log, store.problems());
            Checkpointer checkpointer = new Checkpointer(run, store);
            Measurement measurement = new Measurement(run);
            ModelKeeper keeper = new ModelKeeper(run, directory, store, measurement);
            Optional<Ending> decided = resumption.decided(log);
            return new Finish(run, directory, checkpointer, keeper)
                    .after(() -> decided.isPresent() ? decided.get() : train(run, log, measurement, checkpointer));
        }
    }

    private Ending train(RunContext run, LogBefore log, Measurement measurement, Checkpointer checkpointer)
            throws Exception {
        CommandInbox inbox = new CommandInbox(directory, log.answeredCommands());
        Desk desk = new Desk(run, interruption, inbox, checkpointer);
        return new TrainingLoop(run, measurement, desk, checkpointer).train();
    }
}
