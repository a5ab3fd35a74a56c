package io.jenkins.trainmodel.trainer.run.desk;

import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Obeys a stop that comes before training does. What is done then, such as decoding images or loading native libraries,
 * may take long and looks for no stop, but leaves nothing that would have to be saved. So another thread does it, and is
 * left to itself when a stop comes (docs/adr/0024). Used by one thread.
 */
public final class EarlyStop {
    private static final long POLL_MILLISECONDS = 200;

    private final Interruption interruption;
    private final CommandInbox inbox;
    private volatile boolean obeyed;
    private Optional<String> signal = Optional.empty();
    private Optional<CommandInbox.Entry> command = Optional.empty();

    public EarlyStop(Interruption interruption, CommandInbox inbox) {
        this.interruption = interruption;
        this.inbox = inbox;
    }

    /** What the work gives; empty if a stop came before it was done. Throws what the work throws. */
    public <T> Optional<T> unlessAsked(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "preparation");
        thread.setDaemon(true);
        thread.start();
        while (!obeyed) {
            try {
                return Optional.of(task.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException goesOn) {
                obeyed = isAsked();
            } catch (ExecutionException failure) {
                throw causeOf(failure);
            }
        }
        task.cancel(true);
        return Optional.empty();
    }

    private static Exception causeOf(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return (Exception) failure.getCause();
    }

    /** Other commands wait until the training can answer them. */
    private boolean isAsked() throws IOException {
        signal = interruption.requested();
        command = inbox.poll().stream()
                .filter(entry ->
                        entry.command().filter(Command.Stop.class::isInstance).isPresent())
                .findFirst();
        return signal.isPresent() || command.isPresent();
    }

    /** Whether the work was left to itself, so that nobody wants to hear of it any more. */
    public boolean isObeyed() {
        return obeyed;
    }

    /** Answers who asked for the stop, and everybody else who waits; says how the run ends. */
    public Ending answer(CommandAnswers answers) throws IOException {
        long step = answers.state().step();
        Optional<Ending> byPerson =
                command.flatMap(CommandInbox.Entry::command).map(stop -> Ending.early((Command.Stop) stop, step));
        if (command.isPresent()) {
            answers.reply(command.get(), true, "stops before the training begins");
        }
        // A signal says nothing of what is to be left; a person does.
        Ending ending = byPerson.orElseGet(() -> Ending.early(signal.orElseThrow(), step));
        answers.close(ending);
        return ending;
    }
}
