package io.jenkins.trainmodel.trainer.modelpackage;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a model comes from and how good it is; kept in its package as {@code training.json}.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param runId the run that made it
 * @param name the specification's name
 * @param parent the run or package that it began with
 * @param specification the effective specification, defaults filled in, no secrets
 * @param seed from which initial parameters, split, shuffling and dropout come
 * @param environment label to value for people: versions, device, threads, …
 */
public record TrainingRecord(
        int version,
        String runId,
        String name,
        Optional<String> parent,
        JsonNode specification,
        long seed,
        Map<String, String> environment,
        Network network,
        Data data,
        Result result) {
    public static final int SCHEMA_VERSION = 1;

    /**
     * The network.
     *
     * @param family the name it was found by, such as {@code mlp}
     * @param parameters number of trainable parameters
     */
    public record Network(String family, long parameters) {}

    /**
     * The data it was trained on.
     *
     * @param source names of the files or folders, without their place
     * @param fingerprint SHA-256 over the content
     * @param sampleShape shape of one sample
     * @param classNames the class of every output; empty for regression
     * @param classCounts training samples per class
     * @param preprocessing what inference must repeat
     * @param labelScaling how outputs of a regression become labels: output × scale + offset
     * @param learned a sketch of the training samples, see {@link ContentSketch}; empty: unknown
     */
    public record Data(
            Task task,
            String source,
            String fingerprint,
            long trainSamples,
            long validationSamples,
            List<Integer> sampleShape,
            List<String> classNames,
            List<Long> classCounts,
            Preprocessing preprocessing,
            LabelScaling labelScaling,
            String learned) {
        public Data {
            // packages of earlier versions have labels as they are
            labelScaling = Optional.ofNullable(labelScaling).orElse(LabelScaling.NONE);
        }

        public static Data of(Task task, String source, LoadedData data) {
            return new Data(
                    task,
                    source,
                    data.fingerprint(),
                    data.train().size(),
                    data.validation().size(),
                    data.sampleShape(),
                    data.classNames(),
                    data.classCounts(),
                    data.preprocessing(),
                    data.labelScaling(),
                    data.holdOut().learned().toText());
        }

        /** What the model's inputs and outputs mean. */
        public DataSignature signature() {
            return new DataSignature(preprocessing.columns(), classNames, labelScaling);
        }
    }

    /**
     * How the training went.
     *
     * @param reason one sentence for people: why it stopped
     * @param epochs complete epochs
     * @param steps completed optimizer steps
     * @param elapsedSeconds training time over all resumes
     * @param lastMetrics of the last complete epoch, by metric path
     * @param bestMetrics metric path to its best value
     * @param packaged the parameters in the package
     */
    public record Result(
            Outcome outcome,
            String reason,
            int epochs,
            long steps,
            double elapsedSeconds,
            Map<String, Double> lastMetrics,
            Map<String, Best> bestMetrics,
            Packaged packaged) {}

    /**
     * Which of the run's parameters are in the package.
     *
     * @param epoch after which they were taken
     * @param step after which they were taken
     * @param metrics what they were measured to give, by metric path; a package that is loaded again must give the
     *     validation metrics again
     */
    public record Packaged(int epoch, long step, Map<String, Double> metrics) {}
}
