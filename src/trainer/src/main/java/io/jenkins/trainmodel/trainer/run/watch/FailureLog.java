package io.jenkins.trainmodel.trainer.run.watch;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.run.ClaimedRun;
import io.jenkins.trainmodel.run.RunClaim;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Says in the event log why a process came to no end of its own, where the log can be written. */
public final class FailureLog {
    private FailureLog() {}

    /**
     * For a failure before anything was prepared, such as a wrong specification, of a run that somebody else has claimed
     * and now waits for.
     *
     * @param owner on whose behalf the run is; nothing is written for a person, who sees the console
     */
    public static void ofStart(Path out, String owner, boolean resume, Throwable failure) {
        if (owner.isEmpty()) {
            return;
        }
        try {
            ClaimedRun claimed = RunClaim.hold(out, owner, resume, Clock.systemUTC());
            try {
                append(new RunDirectory(out), failure, List.of());
            } finally {
                claimed.close();
            }
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** Appends the event and tells the listeners; to be called by the process that holds the lock. */
    public static void append(RunDirectory directory, Throwable failure, List<RunListener> listeners) {
        try {
            LogBefore log = LogBefore.read(directory);
            if (log.began() && log.finished().isPresent()) {
                // What was refused later does not change how the run ended.
                return;
            }
            EventRecord entry = write(directory, Failure.of(failure));
            listeners.forEach(listener -> listener.event(entry));
            if (log.began()) {
                Reports.write(directory);
            }
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** As {@link #append(RunDirectory, Throwable, List)} by a journal that is open, into which others may still write. */
    public static void append(RunDirectory directory, RunJournal journal, Throwable failure) {
        try {
            journal.record(event(Failure.of(failure)));
            Reports.write(directory);
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private static EventRecord write(RunDirectory directory, Failure failure) throws IOException {
        try (EventWriter log = EventWriter.open(directory.events())) {
            return log.write(event(failure));
        }
    }

    private static Conclusion.Failed event(Failure failure) {
        return new Conclusion.Failed(failure.reason(), failure.kind(), failure.exitCode());
    }
}
