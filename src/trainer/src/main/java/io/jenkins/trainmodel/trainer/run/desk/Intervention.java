package io.jenkins.trainmodel.trainer.run.desk;

import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.steer.Extension;
import io.jenkins.trainmodel.steer.SteerableKeys;
import io.jenkins.trainmodel.trainer.run.beginning.SpecInForce;
import io.jenkins.trainmodel.trainer.run.context.AppliedCommand;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.saving.Checkpointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes what a running training does, at once and for good: it is in a checkpoint before it is answered. */
record Intervention(RunContext run, Checkpointer checkpointer) {
    private static final String REASON = "command";

    Answer checkpoint(CommandInbox.Entry entry, Command.Checkpoint command) throws Exception {
        AppliedCommand applied = AppliedCommand.of(entry, command, run.state());
        return Answer.done(AppliedCommand.message(checkpointer.save(REASON, applied)));
    }

    Answer change(CommandInbox.Entry entry, Command.Change command) throws Exception {
        Optional<String> problem = problem(command.values());
        if (problem.isPresent()) {
            return Answer.refused(problem.get());
        }
        SpecInForce changed = run.specInForce().with(command.values());
        List<SpecChanges.Change> changes = SpecChanges.between(run.spec(), changed.effective());
        return changes.isEmpty()
                ? Answer.done("these are the values already")
                : apply(entry, command, changed, changes, false);
    }

    Answer extend(CommandInbox.Entry entry, Command.Extend command) throws Exception {
        Optional<Duration> duration = command.duration().flatMap(Types::durationOf);
        if (duration.isEmpty() && command.duration().isPresent()) {
            return Answer.refused("'" + command.duration().get() + "' is not "
                    + Types.duration().allowed());
        }
        Extension extension = Extension.whileTraining(run.spec(), command.epochs(), duration);
        Optional<String> problem = extension.problem().or(() -> problem(extension.assignments()));
        if (problem.isPresent()) {
            return Answer.refused(problem.get());
        }
        SpecInForce changed = run.specInForce().with(extension.assignments());
        return apply(entry, command, changed, SpecChanges.between(run.spec(), changed.effective()), true);
    }

    private Optional<String> problem(Map<String, String> values) {
        return SteerableKeys.problem(run.spec(), values, run.state().completedEpochs());
    }

    private Answer apply(
            CommandInbox.Entry entry,
            Command command,
            SpecInForce changed,
            List<SpecChanges.Change> changes,
            boolean patienceAnew)
            throws Exception {
        double learningRate = run.learningRate().at(LearningRateJump.nextStep(run));
        follow(changed, patienceAnew);
        List<HyperparameterChanged> told = told(command, changes);
        String checkpoint = checkpointer.save(REASON, AppliedCommand.of(entry, command, run.state(), told));
        for (HyperparameterChanged change : told) {
            run.journal().record(change);
        }
        Optional<String> jump = LearningRateJump.words(run, learningRate, changes);
        if (jump.isPresent()) {
            run.journal().record(new TrainingEvent.Warning(LearningRateJump.CODE, jump.get()));
        }
        return Answer.done(AppliedCommand.message(checkpoint));
    }

    private void follow(SpecInForce changed, boolean patienceAnew) throws SpecException {
        run.follow(changed);
        if (patienceAnew) {
            run.rules().renewPatience();
        }
    }

    private List<HyperparameterChanged> told(Command command, List<SpecChanges.Change> changes) {
        return changes.stream()
                .map(change -> new HyperparameterChanged(
                        change.key(),
                        change.from(),
                        change.to(),
                        command.by(),
                        command.why(),
                        run.state().epoch(),
                        run.state().step()))
                .toList();
    }
}
