package io.jenkins.trainmodel.trainer.modelpackage;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Forecast;
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
 * @param lineage the run that it was compared with or began from; empty: it stands alone
 * @param restarted the checkpoint of another run where it began; empty: it began by itself
 * @param specification the effective specification, defaults filled in, no secrets
 * @param seed from which initial parameters, split, shuffling and dropout come
 * @param environment label to value for people: versions, device, threads, …
 * @param schedule what the learning rate's schedule remembers at the end, where it follows a metric
 */
public record TrainingRecord(
        int version,
        String runId,
        String name,
        Optional<Lineage> lineage,
        Optional<Restarted> restarted,
        JsonNode specification,
        long seed,
        Map<String, String> environment,
        Network network,
        Data data,
        Result result,
        Map<String, String> schedule) {
    public static final int SCHEMA_VERSION = 1;

    /** The jars and folders of own code with their SHA-256, for people; empty where there was none. */
    public Optional<String> classpath() {
        return Optional.ofNullable(environment.get(TrainingEvent.Started.CLASS_PATH));
    }

    /** Optimizer steps behind the packaged parameters, with those of the run whose optimizer and step they went on with. */
    public long steps() {
        return result.packaged().step() + lineage.map(Lineage::continuedSteps).orElse(0L);
    }

    /**
     * The run that a run refers to, and what it has taken over of its model. It repeats what the event says, because a
     * package has a schema of its own: who reads one needs to know nothing of event logs.
     *
     * @param reference what people call it
     * @param path where it lay
     * @param warmStart {@code none}, {@code parameters} or {@code everything}
     * @param epoch after which its parameters were taken
     * @param step after which its parameters were taken; with {@code everything}, over all runs that went on with another's
     *     step
     * @param restored number of parameters and buffers that were taken over
     * @param reset names of those that began anew
     * @param frozen names of those that training has left as they were
     */
    public record Lineage(
            String reference,
            String path,
            String runId,
            String warmStart,
            Optional<Integer> epoch,
            Optional<Long> step,
            int restored,
            List<String> reset,
            List<String> frozen) {
        private static final String EVERYTHING = "everything";
        private static final String PARAMETERS = "parameters";
        private static final String NONE = "none";

        public static Lineage of(Provenance.Began began) {
            return new Lineage(
                    began.reference(),
                    began.path(),
                    began.runId(),
                    began.warmStart(),
                    began.epoch(),
                    began.step(),
                    began.restored(),
                    began.reset(),
                    began.frozen());
        }

        /** Of a run that began with the model of a package. */
        public static Lineage of(Provenance.TookOver taken) {
            return new Lineage(
                    taken.model(),
                    taken.path(),
                    taken.runId(),
                    PARAMETERS,
                    taken.epoch(),
                    taken.step(),
                    taken.restored(),
                    taken.reset(),
                    taken.frozen());
        }

        /** Whether parameters were taken over. */
        boolean isWarm() {
            return !warmStart.equals(NONE);
        }

        /** Whether the optimizer's state and the step were taken over as well. */
        boolean goesOnWithOptimizer() {
            return warmStart.equals(EVERYTHING);
        }

        private long continuedSteps() {
            return goesOnWithOptimizer() ? step.orElse(0L) : 0;
        }
    }

    /**
     * The checkpoint of another run where a run began.
     *
     * @param runId of the other run
     * @param checkpoint its name
     * @param path where it lay
     * @param epoch the last complete epoch in it
     * @param step completed optimizer steps in it
     */
    public record Restarted(String runId, String checkpoint, String path, int epoch, long step) {
        public static Restarted of(Provenance.Restarted there) {
            return new Restarted(there.runId(), there.checkpoint(), there.path(), there.epoch(), there.step());
        }
    }

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
     * @param tokens how text became tokens, see {@link DataSignature}; empty where the data is no text
     * @param forecast what the outputs of a forecast are; empty where the data is no series
     * @param learned a sketch of the training samples, see {@link ContentSketch}; empty: unknown
     * @param files what was read, in this order
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
            String tokens,
            Optional<Forecast> forecast,
            String learned,
            List<DataFile> files) {
        public Data {
            // packages of earlier versions have labels as they are
            labelScaling = Optional.ofNullable(labelScaling).orElse(LabelScaling.NONE);
            tokens = Optional.ofNullable(tokens).orElse("");
            forecast = forecast == null ? Optional.empty() : forecast;
            files = files == null ? List.of() : List.copyOf(files);
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
                    data.signature().tokens(),
                    data.forecast(),
                    data.holdOut().learned().toText(),
                    data.facts().files());
        }

        /** What the model's inputs and outputs mean. */
        public DataSignature signature() {
            return DataSignature.of(preprocessing, classNames, labelScaling, tokens, forecast);
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
     * @param withinEpoch whether the epoch behind {@code epoch} was not complete then; not known to earlier versions
     * @param metrics what they were measured to give, by metric path; a package that is loaded again must give the
     *     validation metrics again
     */
    public record Packaged(int epoch, long step, boolean withinEpoch, Map<String, Double> metrics) {
        /** The step, where it is one within an epoch. */
        public Optional<Long> stepWithin() {
            return Optional.of(step).filter(unused -> withinEpoch);
        }
    }
}
