package io.jenkins.trainmodel.trainer.run.desk;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import java.io.IOException;
import java.util.List;

/** Says in the event log what becomes of the commands in an inbox. */
public record CommandAnswers(CommandInbox inbox, RunJournal journal, RunState state) {

    /** Answers a command of the inbox's last poll, and removes it. */
    public void reply(CommandInbox.Entry entry, boolean accepted, String message) throws IOException {
        journal.record(new Intervention.CommandApplied(
                entry.id(),
                entry.type(),
                accepted,
                message,
                entry.command().map(Command::by).orElse(""),
                entry.command().map(Command::why).orElse(""),
                state.epoch(),
                state.step()));
        inbox.acknowledge(entry.id());
    }

    /** Answers a command that comes when the run is ending as it does. A stop that wants more or less left is not obeyed. */
    public void replyAtTheEnd(CommandInbox.Entry entry, Ending ending) throws IOException {
        if (entry.command().isEmpty()) {
            reply(entry, false, entry.problem());
        } else if (entry.command().get() instanceof Command.Stop stop
                && (stop.keep() == Keep.NOTHING) == ending.discards()) {
            reply(entry, true, "the run is ending already");
        } else {
            reply(entry, false, "the run is ending");
        }
    }

    /** Answers what still waits when the run is ending, so that no later process of the run obeys it. */
    public void close(Ending ending) throws IOException {
        for (List<CommandInbox.Entry> left = inbox.poll(); !left.isEmpty(); left = inbox.poll()) {
            for (CommandInbox.Entry entry : left) {
                replyAtTheEnd(entry, ending);
            }
        }
    }
}
