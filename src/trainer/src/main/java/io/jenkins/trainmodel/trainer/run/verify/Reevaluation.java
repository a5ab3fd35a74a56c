package io.jenkins.trainmodel.trainer.run.verify;

import ai.djl.Device;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.custom.Fingerprints;
import io.jenkins.trainmodel.trainer.custom.OwnEvaluation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.huggingface.Gpt2Export;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.learner.saved.SavedScript;
import io.jenkins.trainmodel.trainer.modelpackage.MetricCheck;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Measures what was saved again on the validation data and compares with what was recorded.
 *
 * @param loss that is told outside of the engine; empty: that of the task
 */
public record Reevaluation(TrainingSpec spec, LoadedData data, Device device, Optional<SampleLoss> loss) {
    /**
     * What the rounding of another device or number of threads may change, as a share. On the same device with the same
     * number of threads the numbers are the same to the last bit.
     */
    private static final double TOLERANCE = 1e-4;

    private static final String PARAMETERS = "parameters.safetensors";

    /**
     * Compares the validation metrics of a learner, into which parameters were loaded, with the recorded ones; a loss that
     * remembers something is left out.
     */
    public List<MetricCheck> ofParameters(Learner learner, Map<String, Double> recorded) {
        try (BatchLoader batches = batches()) {
            return MetricCheck.of(PARAMETERS, recorded, comparable(learner.evaluate(batches)));
        }
    }

    /**
     * What metrics of users' own say of a learner, into which parameters were loaded.
     *
     * @param classpath that of the run
     */
    OwnEvaluation byOwnMetrics(Learner learner, Fingerprints classpath) throws IOException {
        return OwnEvaluation.of(spec, classpath, learner, data.signature(), this::batches);
    }

    /** Compares what metrics of users' own have said with the recorded ones; those that remember something are left out. */
    List<MetricCheck> ofOwn(OwnEvaluation own, Map<String, Double> recorded) {
        return MetricCheck.of(PARAMETERS, recorded, named(own.comparable()));
    }

    /**
     * Loads a {@code model.pt} as its users would and compares what can be told from its outputs. It computes in float32: of a
     * network that was trained in bfloat16 it must give what the parameters do in float32, and not what was recorded.
     *
     * @param parameters those of the script
     */
    public List<MetricCheck> ofScript(Path script, List<NamedTensor> parameters, Map<String, Double> recorded)
            throws IOException {
        LearnerSettings settings = LearnerSettings.of(spec, data).with(loss.map(SampleLoss::lent));
        Map<String, Double> expected = spec.training().precision() == Precision.FLOAT32
                ? recorded
                : inFloat32(settings, parameters, recorded.keySet());
        SavedScript saved = new SavedScript(script, settings, data.sampleShape(), device);
        try (BatchLoader batches = batches()) {
            return MetricCheck.of(String.valueOf(script.getFileName()), expected, comparable(saved.evaluate(batches)));
        }
    }

    private Map<String, Double> inFloat32(LearnerSettings settings, List<NamedTensor> parameters, Set<String> metrics) {
        try (Learner learner = Learners.create(settings.measuringInFloat32(), device);
                BatchLoader batches = batches()) {
            learner.restoreNetwork(parameters);
            Map<String, Double> measured = named(learner.evaluate(batches));
            measured.keySet().retainAll(metrics);
            return measured;
        }
    }

    /** Where the folder for transformers does not hold the very parameters of its package, one sentence that says so. */
    public static Optional<String> otherForTransformers(ModelPackage saved) throws IOException {
        Optional<Path> folder = saved.huggingFace();
        Optional<String> tensor =
                folder.isPresent() ? Gpt2Export.firstDifference(folder.get(), saved.parameters()) : Optional.empty();
        return tensor.map(name -> name + " in huggingface/ is not that of " + PARAMETERS);
    }

    private BatchLoader batches() {
        return BatchLoader.inSequence(data.validation(), spec.training().batchSize());
    }

    /** What the run may not have said otherwise; asked behind the measuring, as what has seen nothing yet may save nothing. */
    private Map<String, Double> comparable(Map<String, Double> measured) {
        Map<String, Double> comparable = named(measured);
        if (loss.filter(SampleLoss::remembers).isPresent()) {
            comparable.remove(MetricNames.VALIDATION + Objective.LOSS);
        }
        return comparable;
    }

    private static Map<String, Double> named(Map<String, Double> measured) {
        Map<String, Double> named = new TreeMap<>();
        measured.forEach((name, value) -> named.put(MetricNames.VALIDATION + name, value));
        return named;
    }

    /** Where the numbers differ by more than rounding explains, in words; empty: nowhere. */
    public static String differences(List<MetricCheck> checks) {
        return checks.stream()
                .filter(check -> !check.agrees(TOLERANCE))
                .map(check -> "%s was recorded as %s and is %s (%s)"
                        .formatted(check.metric(), check.recorded(), check.measured(), check.file()))
                .collect(Collectors.joining("; "));
    }
}
