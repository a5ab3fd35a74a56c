package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.steer.SteerableKeys;
import io.jenkins.trainmodel.trainer.run.beginning.SpecInForce;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Serves between two steps what people and the clock ask for: signals, commands, checkpoints by time. */
final class Desk {
    private static final long POLL_NANOSECONDS = Duration.ofMillis(200).toNanos();

    private final RunContext run;
    private final Interruption interruption;
    private final CommandInbox inbox;
    private final CommandAnswers answers;
    private final Checkpointer checkpointer;
    private final RunPlace place;
    private long polled;

    Desk(RunContext run, Interruption interruption, CommandInbox inbox, Checkpointer checkpointer, RunPlace place) {
        this.run = run;
        this.interruption = interruption;
        this.inbox = inbox;
        this.answers = new CommandAnswers(inbox, run.journal(), run.state());
        this.checkpointer = checkpointer;
        this.place = place;
    }

    /** Looks for requests that came before training does; says how the run ends, if one of them ends it. */
    Optional<Ending> begin() throws Exception {
        interruption.trainingBegins();
        return serve();
    }

    /** Looks for requests; says how the run ends, if one of them ends it. */
    Optional<Ending> serve() throws Exception {
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

    private Optional<Ending> answerCommands() throws Exception {
        Optional<Ending> ending = Optional.empty();
        for (CommandInbox.Entry entry : inbox.poll()) {
            if (ending.isPresent()) {
                answers.replyAtTheEnd(entry);
            } else {
                Answer answer = answer(entry);
                answers.reply(entry, answer.accepted, answer.message);
                ending = answer.ending;
            }
        }
        return ending;
    }

    /** Answers what still waits when the run is ending, so that no later process of the run obeys it. */
    void close() throws IOException {
        answers.close();
    }

    private record Answer(boolean accepted, String message, Optional<Ending> ending) {
        static Answer done(String message) {
            return new Answer(true, message, Optional.empty());
        }

        static Answer refused(String message) {
            return new Answer(false, message, Optional.empty());
        }
    }

    private Answer answer(CommandInbox.Entry entry) throws Exception {
        if (entry.command().isEmpty()) {
            return Answer.refused(entry.problem());
        }
        Command command = entry.command().get();
        if (command instanceof Command.Stop stop) {
            return new Answer(
                    true,
                    "stops after this step",
                    Optional.of(Ending.byPerson(stop.by(), run.state().step())));
        }
        if (command instanceof Command.Change change) {
            return change(change);
        }
        return command instanceof Command.Checkpoint
                ? Answer.done("saved as checkpoint " + checkpointer.save("command"))
                : Answer.refused("this version does not know how");
    }

    /** A change is in a checkpoint before it is answered, so that no resume forgets it. */
    private Answer change(Command.Change command) throws Exception {
        Optional<String> problem =
                SteerableKeys.problem(run.spec(), command.values(), run.state().completedEpochs());
        if (problem.isPresent()) {
            return Answer.refused(problem.get());
        }
        SpecInForce changed = run.specInForce().with(command.values());
        List<SpecChanges.Change> changes = SpecChanges.between(run.spec(), changed.effective());
        double learningRate = run.learningRate().at(LearningRateJump.nextStep(run));
        run.follow(changed);
        String checkpoint = checkpointer.save("command");
        for (SpecChanges.Change change : changes) {
            run.journal()
                    .record(new TrainingEvent.HyperparameterChanged(
                            change.key(),
                            change.from(),
                            change.to(),
                            command.by(),
                            command.why(),
                            run.state().epoch(),
                            run.state().step()));
        }
        Optional<String> jump = LearningRateJump.words(run, learningRate, changes);
        if (jump.isPresent()) {
            run.journal().record(new TrainingEvent.Warning(LearningRateJump.CODE, jump.get()));
        }
        return Answer.done(changes.isEmpty() ? "these are the values already" : "saved in checkpoint " + checkpoint);
    }
}
