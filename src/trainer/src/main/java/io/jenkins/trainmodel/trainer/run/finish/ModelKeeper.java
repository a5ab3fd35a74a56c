package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.trainer.checkpoint.BackgroundSaving;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageException;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageWriter;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord.Packaged;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.measure.Measurement;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.tensor.FiniteTensors;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the model package of a run: the parameters of the best epoch where a rule wants them restored, else the last
 * ones. The package gets its name only when it was loaded again and gave the recorded metrics.
 */
public final class ModelKeeper {
    private final RunContext run;
    private final RunDirectory directory;
    private final BackgroundSaving saving;
    private final Measurement measurement;

    public ModelKeeper(RunContext run, RunDirectory directory, BackgroundSaving saving, Measurement measurement) {
        this.run = run;
        this.directory = directory;
        this.saving = saving;
        this.measurement = measurement;
    }

    /** Told when a package is written and about to be loaded again. */
    @FunctionalInterface
    interface BeforeCheck {
        void tell() throws IOException;
    }

    /**
     * Writes the package of what the learner holds.
     *
     * @param finished the run's last event, as it will be written when the package is there
     * @param chosen what {@link #choose} has chosen
     */
    void keep(Conclusion.Finished finished, ChosenModel chosen, BeforeCheck beforeCheck) throws Exception {
        RunHistory history = RunHistory.read(directory.events());
        history.add(new EventRecord(
                EventRecord.SCHEMA_VERSION,
                run.journal().lastSequence() + 1,
                Clock.systemUTC().instant(),
                finished));
        PackagedModel model = model();
        TrainingRecord record = model.record(run.runId(), run.inheritance(), history, finished, chosen.packaged());
        ModelPackageWriter.write(directory.model(), model.content(history, record, chosen.adapter()), written -> {
            beforeCheck.tell();
            require(model, written, chosen.packaged());
        });
    }

    private PackagedModel model() {
        return new PackagedModel(run.spec(), run.data(), run.learner(), run.own());
    }

    private void require(PackagedModel model, ModelPackage written, Packaged packaged) throws IOException {
        String differences =
                model.differences(written, packaged.metrics(), run.engine().device());
        if (!differences.isEmpty()) {
            throw new ModelPackageException(
                    "the model package was written, loaded again, and is not the model: " + differences);
        }
    }

    /**
     * Puts the parameters that are to be packaged into the learner: those of the best epoch where a rule or the person who
     * ends the run wants them, else those that it has, else, where these are no longer finite, those of the newest
     * checkpoint.
     *
     * @param keep what a person wants to be left, where one ended the run
     * @return what they are; empty where there are none that are finite
     */
    Optional<ChosenModel> choose(Optional<Keep> keep) throws Exception {
        boolean wantsBest =
                keep.map(Keep.BEST::equals).orElseGet(() -> wantsBest(run.spec().stopWhen()));
        Optional<Checkpoint> best = wantsBest ? saving.store().best() : Optional.empty();
        if (best.isPresent() && best.get().state().step() != run.state().step()) {
            return Optional.of(restored(best.get()));
        }
        if (!FiniteTensors.problems(run.learner().parameters()).isEmpty()) {
            Optional<Checkpoint> newest = saving.store().newest();
            return newest.isPresent() ? Optional.of(restored(newest.get())) : Optional.empty();
        }
        RunState state = run.state();
        return Optional.of(
                chosen(state.completedEpochs(), state.step(), state.batchInEpoch() == 0, state.epochMetrics()));
    }

    private ChosenModel restored(Checkpoint checkpoint) throws Exception {
        run.learner().restoreParameters(checkpoint.parameters());
        run.learner().restoreOptimizerState(checkpoint.optimizerState());
        CheckpointState state = checkpoint.state();
        return chosen(state.epoch(), state.step(), state.betweenEpochs(), state.metrics());
    }

    /**
     * What the learner holds now. What adapters have learned is merged into the network, which is what is kept: its metrics are
     * its own, and not those of the two side by side, from which they differ by roundings, in bfloat16 by more.
     */
    private ChosenModel chosen(int epoch, long step, boolean betweenEpochs, Map<String, Double> epochMetrics)
            throws Exception {
        if (model().isWhole()) {
            Map<String, Double> metrics = measured(betweenEpochs, epochMetrics);
            return new ChosenModel(new Packaged(epoch, step, !betweenEpochs, metrics), Optional.empty());
        }
        Optional<PeftAdapter> adapter = new LearnedAdapters(run).forPeft();
        run.learner().merge();
        Map<String, Double> metrics = new TreeMap<>(betweenEpochs ? epochMetrics : Map.of());
        metrics.putAll(measurement.validation());
        return new ChosenModel(new Packaged(epoch, step, !betweenEpochs, metrics), adapter);
    }

    /** Between epochs the parameters were measured; within one they must be. */
    private Map<String, Double> measured(boolean betweenEpochs, Map<String, Double> epochMetrics) throws Exception {
        return betweenEpochs ? new TreeMap<>(epochMetrics) : new TreeMap<>(measurement.validation());
    }

    private static boolean wantsBest(List<StopRule> rules) {
        return rules.stream()
                .anyMatch(rule ->
                        rule instanceof StopRule.EarlyStopping early && early.restoreBest() || wantsBest(rule.rules()));
    }
}
