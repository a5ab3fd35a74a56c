package io.jenkins.trainmodel.trainer.run.desk;

import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.context.RunPlace;
import io.jenkins.trainmodel.trainer.run.saving.Checkpointer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Serves between two steps what people and the clock ask for: signals, commands, checkpoints by time. */
public final class Desk {
    private static final long POLL_NANOSECONDS = Duration.ofMillis(200).toNanos();

    private final RunContext run;
    private final Interruption interruption;
    private final CommandInbox inbox;
    private final CommandAnswers answers;
    private final Checkpointer checkpointer;
    private final RunPlace place;
    private final Intervention intervention;
    private final Holding holding;
    private long polled;
    /** When {@link #isIdle} looked for commands, and whether there were any. */
    private long looked;

    private boolean awaited;

    public Desk(
            RunContext run,
            Interruption interruption,
            CommandInbox inbox,
            Checkpointer checkpointer,
            RunPlace place,
            Holding holding) {
        this.run = run;
        this.interruption = interruption;
        this.inbox = inbox;
        this.answers = new CommandAnswers(inbox, run.journal(), run.state());
        this.checkpointer = checkpointer;
        this.place = place;
        this.intervention = new Intervention(run, checkpointer);
        this.holding = holding;
    }

    /**
     * Looks for requests that came before training does, and waits where the run was held when its last process ended; says how
     * the run ends, if one of them ends it.
     */
    public Optional<Ending> begin(Callable<Optional<Ending>> limits) throws Exception {
        interruption.trainingBegins();
        Optional<Ending> ending = serve();
        return ending.isEmpty() && holding.hasBegun() ? hold(limits) : ending;
    }

    /**
     * Looks for requests behind an epoch, and waits where a person wants the run to.
     *
     * @param limits whether a limit has been reached meanwhile, such as a deadline
     */
    public Optional<Ending> atEpochEnd(Callable<Optional<Ending>> limits) throws Exception {
        Optional<Ending> ending = serve();
        return ending.isEmpty() && holding.isWished() ? hold(limits) : ending;
    }

    private Optional<Ending> hold(Callable<Optional<Ending>> limits) throws Exception {
        return holding.await(() -> {
            Optional<Ending> ending = serve();
            return ending.isPresent() ? ending : limits.call();
        });
    }

    /** Looks for requests; says how the run ends, if one of them ends it. */
    public Optional<Ending> serve() throws Exception {
        checkpointer.look();
        Optional<Ending> ending = interruption
                .requested()
                .map(signal -> Ending.bySignal(signal, run.state().step()));
        long now = System.nanoTime();
        if (ending.isEmpty() && now - polled >= POLL_NANOSECONDS) {
            polled = now;
            place.require();
            ending = answerCommands();
            checkpointer.saveIfDue();
        }
        return ending;
    }

    /** Whether neither a signal nor a command waits; looks for commands as seldom as {@link #serve} does. */
    public boolean isIdle() {
        if (System.nanoTime() - looked >= POLL_NANOSECONDS) {
            looked = System.nanoTime();
            awaited = !inbox.isEmpty();
        }
        return !awaited && interruption.requested().isEmpty();
    }

    private Optional<Ending> answerCommands() throws Exception {
        Optional<Ending> ending = Optional.empty();
        for (CommandInbox.Entry entry : inbox.poll()) {
            if (ending.isPresent()) {
                answers.replyAtTheEnd(entry, ending.get());
            } else {
                Answer answer = answer(entry);
                answers.reply(entry, answer.accepted(), answer.message());
                ending = answer.ending();
            }
        }
        return ending;
    }

    /** Answers what still waits when the run is ending, so that no later process of the run obeys it. */
    public void close(Ending ending) throws IOException {
        answers.close(ending);
    }

    private Answer answer(CommandInbox.Entry entry) throws Exception {
        if (entry.command().isEmpty()) {
            return Answer.refused(entry.problem());
        }
        Command command = entry.command().get();
        if (command instanceof Command.Stop stop) {
            return Answer.ending(
                    "stops after this step", Ending.byPerson(stop, run.state().step()));
        }
        if (command instanceof Command.Hold hold) {
            return holding.ask(hold);
        }
        if (command instanceof Command.GoOn goOn) {
            return holding.goOn(goOn);
        }
        if (command instanceof Command.Change change) {
            return intervention.change(entry, change);
        }
        return command instanceof Command.Extend extend
                ? intervention.extend(entry, extend)
                : intervention.checkpoint(entry, (Command.Checkpoint) command);
    }
}
