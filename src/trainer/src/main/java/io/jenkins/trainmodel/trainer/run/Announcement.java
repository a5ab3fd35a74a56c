package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.NoCheckpoint;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.data.augment.AugmentationSheet;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.run.beginning.Beginning;
import io.jenkins.trainmodel.trainer.run.beginning.Resumption;
import io.jenkins.trainmodel.trainer.run.context.AppliedCommand;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Tells the event log that a process takes up a run, where it begins, and what is different this time. */
record Announcement(RunContext run, Resumption resumption, LogBefore log, RunRequest.Wish wish) {
    private static final String RESUME = "resume";
    private static final String RESTART = "restart";

    void tell(Map<String, String> environment) throws IOException {
        // A process before may have come to nothing, and have left a word of that in the log.
        if (log.began()) {
            resume(environment);
        } else {
            begin(environment);
        }
        if (!log.toldData()) {
            run.journal().record(DataTold.of(run.data()));
        }
        Optional<DataDrift> drift = run.comparedRuns().data().drift();
        if (drift.isPresent() && log.drift().isEmpty()) {
            run.journal().record(new TrainingEvent.DataCompared(drift.get()));
        }
        Optional<Provenance.TookOver> model = run.inheritance().tookOver();
        if (model.isPresent() && log.tookOver().isEmpty()) {
            run.journal().record(model.get());
        }
        Optional<Provenance.Began> lineage = run.inheritance().began();
        if (lineage.isPresent() && log.lineage().isEmpty()) {
            run.journal().record(lineage.get());
        }
        showImages();
    }

    private void showImages() throws IOException {
        if (log.showedImages()) {
            return;
        }
        Optional<ImagesVaried> varied = AugmentationSheet.eventOf(run.spec(), run.data());
        if (varied.isPresent()) {
            run.journal().record(varied.get());
        }
    }

    private void begin(Map<String, String> environment) throws IOException {
        run.journal().record(started(environment));
        Optional<Provenance.Restarted> there = resumption.beginning().restarted();
        if (there.isPresent()) {
            tellOrigin(run.journal(), there.get(), log);
            tellChanges(RESTART);
        }
    }

    /** Once: a process that was stopped while it still loaded has told it already. */
    static void tellOrigin(RunJournal journal, Provenance.Restarted there, LogBefore log) throws IOException {
        if (!log.restarted().equals(Optional.of(there))) {
            journal.record(there);
        }
    }

    private void resume(Map<String, String> environment) throws IOException {
        Beginning beginning = resumption.beginning();
        run.journal()
                .record(new TrainingEvent.Resumed(
                        beginning.checkpoint().map(Checkpoint::name).orElse(NoCheckpoint.NAME),
                        run.state().completedEpochs(),
                        run.state().step(),
                        beginning.elapsedSeconds(),
                        !resumption.changes().isEmpty(),
                        environment,
                        run.plannedEpochs()));
        tellChanges(RESUME);
        Optional<Checkpoint> own =
                beginning.checkpoint().filter(saved -> beginning.restarted().isEmpty());
        if (own.isPresent()) {
            answer(own.get());
        }
    }

    /** What the process before had done and did not come to say. */
    private void answer(Checkpoint checkpoint) throws IOException {
        Optional<AppliedCommand> command = AppliedCommand.savedIn(checkpoint.state())
                .filter(applied -> !log.answeredCommands().contains(applied.id()));
        if (command.isPresent()) {
            for (Intervention.HyperparameterChanged change : command.get().changes()) {
                if (!log.tells(change)) {
                    run.journal().record(change);
                }
            }
            run.journal().record(command.get().answer(checkpoint.name()));
        }
    }

    private void tellChanges(String doing) throws IOException {
        RunState state = run.state();
        for (SpecChanges.Change change : resumption.changes()) {
            run.journal()
                    .record(new Intervention.HyperparameterChanged(
                            change.key(),
                            change.from(),
                            change.to(),
                            wish.author(doing),
                            wish.why(),
                            state.epoch(),
                            state.step()));
        }
    }

    private TrainingEvent.Started started(Map<String, String> environment) {
        LearnerDescription learner = run.learner().description();
        return new TrainingEvent.Started(
                run.runId(),
                run.spec().name(),
                SpecWriter.toJson(run.spec()),
                environment,
                run.data().train().size(),
                run.data().validation().size(),
                run.stepsPerEpoch(),
                run.plannedEpochs(),
                learner.parameters(),
                run.flopPerStep(),
                learner.trained() == learner.parameters() ? Optional.empty() : Optional.of(learner.trained()));
    }
}
