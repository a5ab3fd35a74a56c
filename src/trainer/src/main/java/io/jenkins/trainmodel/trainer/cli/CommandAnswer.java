package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventTail;
import io.jenkins.trainmodel.event.Intervention.CommandApplied;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * A command that was sent, and the answer to it that will stand in the event log.
 *
 * @param id the command's identifier
 * @param offset the length of the log when the command was sent: the answer stands behind it
 */
record CommandAnswer(RunDirectory run, String id, long offset) {
    private static final int POLL_MILLISECONDS = 100;
    private static final long PORTION = 1 << 20;

    /** Sends a command. */
    @FunctionalInterface
    interface Sender {
        String send(Command command) throws IOException;
    }

    static CommandAnswer of(RunDirectory run, Sender sender, Command command) throws IOException {
        long length = Files.size(run.events());
        return new CommandAnswer(run, sender.send(command), length);
    }

    /** Waits for the answer as long as a process trains, and not longer than that. */
    Optional<CommandApplied> await(Duration longest) throws IOException {
        long giveUp = System.nanoTime() + longest.toNanos();
        long from = offset;
        while (true) {
            // Looked at before the log is read: a process may answer and end in between.
            boolean last = System.nanoTime() > giveUp || !RunLock.isHeld(run);
            EventTail tail = EventTail.read(run.events(), from, PORTION);
            from = tail.nextOffset();
            Optional<CommandApplied> answer = tail.records().stream()
                    .map(EventRecord::event)
                    .filter(CommandApplied.class::isInstance)
                    .map(CommandApplied.class::cast)
                    .filter(applied -> applied.id().equals(id))
                    .findFirst();
            if (answer.isPresent() || last && !tail.more()) {
                return answer;
            }
            if (!tail.more()) {
                pause();
            }
        }
    }

    /** Gives the run some time to write. */
    static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the answer", interruption);
        }
    }

    /** In parentheses how the newest process ended, where it said so. */
    static String howItEnded(RunDirectory run) throws IOException {
        String words = "";
        try (EventReader log = EventReader.open(run.events())) {
            while (log.hasNext()) {
                words = words(log.next().event(), words);
            }
        }
        return words;
    }

    private static String words(TrainingEvent event, String before) {
        if (event instanceof Conclusion.Finished finished) {
            return " (" + finished.outcome().word() + ": " + finished.reason() + ")";
        }
        if (event instanceof Conclusion.Failed failed) {
            return " (" + failed.reason() + ")";
        }
        return event instanceof TrainingEvent.Resumed ? "" : before;
    }
}
