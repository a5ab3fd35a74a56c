package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.context.RunPlace;
import io.jenkins.trainmodel.trainer.run.desk.CommandAnswers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Serves what people ask of a watched run: what another program can do is handed on to it, all else is refused. */
final class WatchDesk {
    private static final long POLL_NANOSECONDS = Duration.ofMillis(200).toNanos();
    private static final String REFUSED =
            "another program trains, which nobody here can hold or change; stop the run and go on with --resume and"
                    + " other values";

    private final Interruption interruption;
    private final CommandInbox inbox;
    private final CommandAnswers answers;
    private final RunPlace place;
    private final ProgramFiles files;
    private long polled;

    WatchDesk(
            Interruption interruption, CommandInbox inbox, CommandAnswers answers, RunPlace place, ProgramFiles files) {
        this.interruption = interruption;
        this.inbox = inbox;
        this.answers = answers;
        this.place = place;
        this.files = files;
    }

    /** Looks for requests; says how the run ends, if one of them ends it. */
    Optional<Ending> serve() throws IOException {
        Optional<Ending> ending = interruption
                .requested()
                .map(signal -> Ending.bySignal(signal, answers.state().step()));
        long now = System.nanoTime();
        if (ending.isEmpty() && now - polled >= POLL_NANOSECONDS) {
            polled = now;
            place.require();
            ending = answerCommands();
        }
        return ending;
    }

    private Optional<Ending> answerCommands() throws IOException {
        Optional<Ending> ending = Optional.empty();
        for (CommandInbox.Entry entry : inbox.poll()) {
            if (ending.isPresent()) {
                answers.replyAtTheEnd(entry, ending.get());
            } else {
                ending = answer(entry);
            }
        }
        return ending;
    }

    private Optional<Ending> answer(CommandInbox.Entry entry) throws IOException {
        if (entry.command().isEmpty()) {
            answers.reply(entry, false, entry.problem());
        } else if (entry.command().get() instanceof Command.Stop stop) {
            answers.reply(entry, true, "the program is asked to end");
            return Optional.of(Ending.byPerson(stop, answers.state().step()));
        } else if (entry.command().get() instanceof Command.Checkpoint) {
            files.askForCheckpoint();
            answers.reply(entry, true, "the program is asked for a checkpoint");
        } else {
            answers.reply(entry, false, REFUSED);
        }
        return Optional.empty();
    }

    /** Whether the end has to come at once: a signal asks for it. */
    boolean isInHurry() {
        return interruption.requested().isPresent();
    }

    /** Answers what still waits when the run is ending, so that no later process of the run obeys it. */
    void close(Ending ending) throws IOException {
        answers.close(ending);
    }
}
