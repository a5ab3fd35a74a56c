package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventTail;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a command that was accepted. Most do their work before they are answered; an end, a checkpoint and a hold come
 * later.
 *
 * @param offset the length of the log when the command was sent
 */
record CommandEffect(RunDirectory run, Intervention.CommandApplied answer, long offset) {
    private static final long PORTION = 1 << 20;

    static CommandEffect of(CommandAnswer sent, Intervention.CommandApplied answer) {
        return new CommandEffect(sent.run(), answer, sent.offset());
    }

    /**
     * Waits for it, however long that takes.
     *
     * @return the exit code: 0 where it has come about
     * @throws WrongInputException if the run ended before
     */
    int await(PrintWriter out) throws IOException {
        if (!comesLater()) {
            return ExitCode.SUCCESS;
        }
        long from = offset;
        Optional<String> came = Optional.empty();
        boolean over = false;
        while (came.isEmpty() && !over) {
            // Looked at before the log is read: a process may write its end and go in between.
            boolean trains = RunLock.isHeld(run);
            EventTail tail = EventTail.read(run.events(), from, PORTION);
            from = tail.nextOffset();
            came = tail.records().stream()
                    .map(EventRecord::event)
                    .map(this::words)
                    .flatMap(Optional::stream)
                    .findFirst();
            over = !trains && !tail.more();
            if (came.isEmpty() && !over && !tail.more()) {
                CommandAnswer.pause();
            }
        }
        // The last event is told before the reports are written and the directory is free for the next process.
        while (came.isPresent() && answer.command().equals("stop") && RunLock.isHeld(run)) {
            CommandAnswer.pause();
        }
        String ended = CommandAnswer.howItEnded(run);
        out.println(
                came.orElseThrow(() -> new WrongInputException("The run ended before it came to that" + ended + ".")));
        return ExitCode.SUCCESS;
    }

    /**
     * What it has changed of the specification, each value with the one before; empty where it has changed nothing. The log
     * tells that right before the answer.
     */
    Optional<String> changes() throws IOException {
        List<String> changes = new ArrayList<>();
        long from = offset;
        boolean more = true;
        while (more) {
            EventTail tail = EventTail.read(run.events(), from, PORTION);
            from = tail.nextOffset();
            for (EventRecord entry : tail.records()) {
                if (entry.event() instanceof Intervention.HyperparameterChanged change && isOfThis(change)) {
                    changes.add(change.key() + ": " + change.from() + " → " + change.to());
                } else if (entry.event() instanceof Intervention.CommandApplied applied) {
                    if (applied.id().equals(answer.id())) {
                        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", changes));
                    }
                    changes.clear();
                }
            }
            more = tail.more();
        }
        return Optional.empty();
    }

    /** The schedule changes a value, too. */
    private boolean isOfThis(Intervention.HyperparameterChanged change) {
        return change.by().equals(answer.by()) && change.step() == answer.step();
    }

    private boolean comesLater() {
        return switch (answer.command()) {
            case "stop", "checkpoint", "hold" -> true;
            default -> false;
        };
    }

    private Optional<String> words(TrainingEvent event) {
        return switch (answer.command()) {
            case "stop" ->
                event instanceof Conclusion.Finished finished
                        ? Optional.of("The run has ended: " + finished.outcome().word() + ", " + finished.reason())
                        : Optional.empty();
            case "checkpoint" ->
                event instanceof TrainingEvent.CheckpointSaved saved && saved.step() >= answer.step()
                        ? Optional.of("Checkpoint " + saved.name() + " is saved, of step " + saved.step() + ".")
                        : Optional.empty();
            default ->
                event instanceof Intervention.Held held
                        ? Optional.of("The run waits after epoch " + held.epoch() + ".")
                        : Optional.empty();
        };
    }
}
