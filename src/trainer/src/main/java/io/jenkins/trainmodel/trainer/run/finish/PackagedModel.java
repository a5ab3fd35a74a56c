package io.jenkins.trainmodel.trainer.run.finish;

import ai.djl.Device;
import io.jenkins.trainmodel.drift.DataProfileJson;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.report.ReportJson;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.TestResultJson;
import io.jenkins.trainmodel.report.html.ReportPage;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.drift.DataProfiler;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.modelpackage.MetricCheck;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageContent;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord.Packaged;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.ArchitectureJson;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import io.jenkins.trainmodel.trainer.onnx.OnnxExport;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.verify.DataSource;
import io.jenkins.trainmodel.trainer.run.verify.Reevaluation;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the model package of a run holds, and whether one that was written is the model that the learner holds.
 *
 * @param own the users' own code, which belongs to the package
 */
public record PackagedModel(TrainingSpec spec, LoadedData data, Learner learner, OwnRun own) {

    /**
     * What goes into the package.
     *
     * @param history of the run, its last event included
     * @param adapter what PEFT gets of it
     */
    public ModelPackageContent content(RunHistory history, TrainingRecord record, Optional<PeftAdapter> adapter) {
        Architecture architecture = LearnerSettings.of(spec, data).architecture();
        Optional<OwnBlock> block = OwnBlock.in(architecture.network());
        List<NamedTensor> parameters = learner.networkParameters();
        return new ModelPackageContent(
                parameters,
                // of adapters that are merged nothing could go on with it
                isWhole() ? learner.optimizerState() : List.of(),
                block.isPresent()
                        ? Optional.empty()
                        : Optional.of(out -> InferenceModel.write(architecture, parameters, out)),
                block,
                ArchitectureJson.write(architecture),
                record,
                out -> out.write(MetricsCsv.text(history.epochs()).getBytes(StandardCharsets.UTF_8)),
                out -> out.write(ReportPage.ofPackage(history).getBytes(StandardCharsets.UTF_8)),
                history.tested().map(test -> out -> out.write(TestResultJson.bytes(test.result()))),
                DataProfiler.of(spec.data(), data)
                        .map(profiler -> out -> out.write(DataProfileJson.bytes(profiler.profile()))),
                data.tokenizer(),
                huggingFace(architecture),
                onnx(architecture),
                adapter,
                own.jars(),
                spec.checkpoint().shardBytes());
    }

    /** Whether the network itself was trained, and nothing beside it that is merged when it is kept. */
    public boolean isWhole() {
        return spec.training().lora().isEmpty();
    }

    private HuggingFaceExport huggingFace(Architecture architecture) {
        return spec.packaging().huggingface()
                ? HuggingFaceExport.of(architecture, data.tokenizer())
                : HuggingFaceExport.NONE;
    }

    private OnnxExport onnx(Architecture architecture) {
        return spec.packaging().onnx() ? OnnxExport.of(architecture) : OnnxExport.NONE;
    }

    /** Where the model comes from, and how good it is. */
    public TrainingRecord record(
            String runId,
            Inheritance inheritance,
            RunHistory history,
            Conclusion.Finished finished,
            Packaged packaged) {
        return new TrainingRecord(
                TrainingRecord.SCHEMA_VERSION,
                runId,
                spec.name(),
                inheritance.lineage(),
                history.notable(Provenance.Restarted.class).stream().findFirst().map(TrainingRecord.Restarted::of),
                SpecWriter.toJson(spec),
                spec.seed(),
                history.environment(),
                new TrainingRecord.Network(
                        spec.model().network().type(), learner.description().parameters()),
                TrainingRecord.Data.of(spec.data().task(), DataSource.nameOf(spec.data()), data),
                new TrainingRecord.Result(
                        finished.outcome(),
                        finished.reason(),
                        finished.epoch(),
                        finished.step(),
                        finished.elapsedSeconds(),
                        finished.metrics(),
                        ReportJson.summarize(history).bestMetrics(),
                        packaged),
                inheritance.learningRate());
    }

    /**
     * Loads a package that was written and measures it again.
     *
     * @param metrics what was measured of the model, by metric path
     * @return how it differs from the model, in words; empty: it is the model
     */
    public String differences(ModelPackage written, Map<String, Double> metrics, Device device) throws IOException {
        Reevaluation again = new Reevaluation(spec, data, device, own.loss(data));
        learner.restoreNetwork(written.parameters());
        List<MetricCheck> checks = new ArrayList<>(again.ofParameters(learner, metrics));
        if (!written.isComputedByOwnCode()) {
            checks.addAll(again.ofScript(written.script(), written.parameters(), metrics));
        }
        return Reevaluation.otherForTransformers(written).orElseGet(() -> Reevaluation.differences(checks));
    }
}
