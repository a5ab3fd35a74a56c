package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.drift.DataProfileJson;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.report.ReportJson;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.TestResultJson;
import io.jenkins.trainmodel.report.html.ReportPage;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.trainer.checkpoint.BackgroundSaving;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.drift.DataProfiler;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.modelpackage.MetricCheck;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageContent;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageException;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageWriter;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord.Packaged;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.ArchitectureJson;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import io.jenkins.trainmodel.trainer.onnx.OnnxExport;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.measure.Measurement;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.verify.DataSource;
import io.jenkins.trainmodel.trainer.run.verify.Reevaluation;
import io.jenkins.trainmodel.trainer.tensor.FiniteTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
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
        TrainingRecord record = record(history, finished, chosen.packaged());
        ModelPackageWriter.write(directory.model(), content(history, record, chosen.adapter()), written -> {
            beforeCheck.tell();
            require(written, chosen.packaged());
        });
    }

    private void require(ModelPackage written, Packaged packaged) throws IOException {
        Reevaluation again = new Reevaluation(
                run.spec(), run.data(), run.engine().device(), run.own().loss(run.data()));
        run.learner().restoreNetwork(written.parameters());
        List<MetricCheck> checks = new ArrayList<>(again.ofParameters(run.learner(), packaged.metrics()));
        if (!written.isComputedByOwnCode()) {
            checks.addAll(again.ofScript(written.script(), written.parameters(), packaged.metrics()));
        }
        String differences =
                Reevaluation.otherForTransformers(written).orElseGet(() -> Reevaluation.differences(checks));
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
        if (isWhole()) {
            Map<String, Double> metrics = measured(betweenEpochs, epochMetrics);
            return new ChosenModel(new Packaged(epoch, step, !betweenEpochs, metrics), Optional.empty());
        }
        Optional<PeftAdapter> adapter = new LearnedAdapters(run).forPeft();
        run.learner().merge();
        Map<String, Double> metrics = new TreeMap<>(betweenEpochs ? epochMetrics : Map.of());
        metrics.putAll(measurement.validation());
        return new ChosenModel(new Packaged(epoch, step, !betweenEpochs, metrics), adapter);
    }

    /** Whether the network itself was trained, and nothing beside it that is merged when it is kept. */
    private boolean isWhole() {
        return run.spec().training().lora().isEmpty();
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

    private ModelPackageContent content(RunHistory history, TrainingRecord record, Optional<PeftAdapter> adapter) {
        Architecture architecture = LearnerSettings.of(run.spec(), run.data()).architecture();
        Optional<OwnBlock> own = OwnBlock.in(architecture.network());
        List<NamedTensor> parameters = run.learner().networkParameters();
        return new ModelPackageContent(
                parameters,
                // of adapters that are merged nothing could go on with it
                isWhole() ? run.learner().optimizerState() : List.of(),
                own.isPresent()
                        ? Optional.empty()
                        : Optional.of(out -> InferenceModel.write(architecture, parameters, out)),
                own,
                ArchitectureJson.write(architecture),
                record,
                out -> out.write(MetricsCsv.text(history.epochs()).getBytes(StandardCharsets.UTF_8)),
                out -> out.write(ReportPage.ofPackage(history).getBytes(StandardCharsets.UTF_8)),
                history.tested().map(test -> out -> out.write(TestResultJson.bytes(test.result()))),
                DataProfiler.of(run.spec().data(), run.data())
                        .map(profiler -> out -> out.write(DataProfileJson.bytes(profiler.profile()))),
                run.data().tokenizer(),
                huggingFace(architecture),
                onnx(architecture),
                adapter,
                run.own().jars(),
                run.spec().checkpoint().shardBytes());
    }

    private HuggingFaceExport huggingFace(Architecture architecture) {
        return run.spec().packaging().huggingface()
                ? HuggingFaceExport.of(architecture, run.data().tokenizer())
                : HuggingFaceExport.NONE;
    }

    private OnnxExport onnx(Architecture architecture) {
        return run.spec().packaging().onnx() ? OnnxExport.of(architecture) : OnnxExport.NONE;
    }

    private TrainingRecord record(RunHistory history, Conclusion.Finished finished, Packaged packaged) {
        return new TrainingRecord(
                TrainingRecord.SCHEMA_VERSION,
                run.runId(),
                run.spec().name(),
                run.inheritance().lineage(),
                history.notable(Provenance.Restarted.class).stream().findFirst().map(TrainingRecord.Restarted::of),
                SpecWriter.toJson(run.spec()),
                run.spec().seed(),
                history.environment(),
                new TrainingRecord.Network(
                        run.spec().model().network().type(),
                        run.learner().description().parameters()),
                TrainingRecord.Data.of(
                        run.spec().data().task(), DataSource.nameOf(run.spec().data()), run.data()),
                new TrainingRecord.Result(
                        finished.outcome(),
                        finished.reason(),
                        finished.epoch(),
                        finished.step(),
                        finished.elapsedSeconds(),
                        finished.metrics(),
                        ReportJson.summarize(history).bestMetrics(),
                        packaged),
                run.inheritance().learningRate());
    }
}
