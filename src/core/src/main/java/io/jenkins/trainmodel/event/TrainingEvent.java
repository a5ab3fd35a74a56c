package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a run. Epochs and steps are counted from 1 and mean "completed"; elapsed times are training
 * time in seconds over all resumes; metrics are keyed by metric path, and in Java a value that is not finite stays what
 * it is (the codec writes null with a reason).
 */
@EventNames
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public sealed interface TrainingEvent
        permits TrainingEvent.Started,
                Provenance,
                TrainingEvent.Step,
                TrainingEvent.Telemetry,
                TrainingEvent.Epoch,
                TrainingEvent.RuleEvaluated,
                TrainingEvent.CheckpointSaved,
                TrainingEvent.TextWritten,
                TrainingEvent.DataRead,
                TrainingEvent.DataCompared,
                TrainingEvent.ImagesVaried,
                TrainingEvent.WaitingChosen,
                BottleneckFound,
                TrainingEvent.Resumed,
                TrainingEvent.Warning,
                Intervention,
                Conclusion {

    /**
     * The first event of a run.
     *
     * @param runId unique identifier of the run
     * @param name the specification's name
     * @param specification the effective specification, defaults filled in, no secrets
     * @param environment label to value for people: trainer, java, engine, device, threads, host, …
     * @param trainSamples number of training samples
     * @param validationSamples number of validation samples
     * @param stepsPerEpoch optimizer steps in one epoch
     * @param plannedEpochs the epochs that the rules allow at most, where they bound them
     * @param parameters number of trainable parameters
     * @param flopPerStep floating point operations of one optimizer step, forward and backward, estimated
     * @param trained how many numbers are trained, those of adapters among them; empty where it is all parameters
     */
    record Started(
            String runId,
            String name,
            JsonNode specification,
            Map<String, String> environment,
            long trainSamples,
            long validationSamples,
            long stepsPerEpoch,
            Optional<Integer> plannedEpochs,
            long parameters,
            double flopPerStep,
            Optional<Long> trained)
            implements TrainingEvent {
        /** How many threads the engine computes with, in {@link #environment()}. */
        public static final String THREADS = "threads";

        /** How many processes train together, in {@link #environment()}; absent where one trains alone. */
        public static final String REPLICAS = "replicas";

        /** The jars and folders of users' own code with their SHA-256, in {@link #environment()}; absent without. */
        public static final String CLASS_PATH = "classpath";
    }

    /** A sampled reading of the running epoch, means since the one before; measured behind another step where it was told late. */
    record Step(int epoch, long step, double elapsedSeconds, Map<String, Double> metrics, Optional<Long> measuredAt)
            implements TrainingEvent {
        /** One that was told when it was measured. */
        public Step(int epoch, long step, double elapsedSeconds, Map<String, Double> metrics) {
            this(epoch, step, elapsedSeconds, metrics, Optional.empty());
        }
    }

    /**
     * Host, process and GPU statistics, sampled by time; {@code docs/protocol.md} has their names and units. Where another
     * program trains, the process is all of its processes and the watcher.
     */
    record Telemetry(double elapsedSeconds, Map<String, Double> metrics) implements TrainingEvent {}

    /**
     * An epoch is complete.
     *
     * @param metrics every metric of the epoch
     * @param phases phase to seconds spent in it: dataWait, transfer, forward, backward, update, validation, checkpoint,
     *     other; their sum is the epoch's wall time
     * @param secondsLeft estimated seconds until the run ends, where the rules allow an estimate
     * @param best the best value so far of the metric that decides which checkpoint is best
     * @param plannedEpochs as in {@link Started}, by the rules that are in force now
     * @param boundBy the name of the rule that the estimate {@code secondsLeft} goes by
     */
    record Epoch(
            int epoch,
            long step,
            double elapsedSeconds,
            Map<String, Double> metrics,
            Map<String, Double> phases,
            Optional<Double> secondsLeft,
            Optional<Best> best,
            Optional<Integer> plannedEpochs,
            Optional<String> boundBy)
            implements TrainingEvent {

        /** An epoch of a run that has no planned end. */
        public Epoch(
                int epoch,
                long step,
                double elapsedSeconds,
                Map<String, Double> metrics,
                Map<String, Double> phases,
                Optional<Double> secondsLeft,
                Optional<Best> best) {
            this(epoch, step, elapsedSeconds, metrics, phases, secondsLeft, best, Optional.empty(), Optional.empty());
        }
    }

    /** The decision ledger: what every rule answered. */
    record RuleEvaluated(int epoch, long step, List<Verdict> verdicts) implements TrainingEvent {}

    /**
     * A checkpoint is complete and durable.
     *
     * @param name its folder's name
     * @param reason why it was made: epoch, time, steps, best, command, stop
     * @param removed names of checkpoints that retention has removed
     */
    record CheckpointSaved(
            String name,
            int epoch,
            long step,
            String reason,
            long bytes,
            double seconds,
            boolean best,
            List<String> removed)
            implements TrainingEvent {}

    /**
     * What a language model made of the prompts of the specification after an epoch, for people to read.
     *
     * @param texts in the order of the prompts
     */
    record TextWritten(int epoch, long step, List<Text> texts) implements TrainingEvent {
        /** Characters of a text at most; readers cut a longer one. */
        public static final int LONGEST = EventBounds.LONGEST_TEXT;

        /**
         * A prompt and what followed it; neither is trusted.
         *
         * @param prompt as in the specification
         */
        public record Text(String prompt, String text) {}
    }

    /**
     * Some training images beside what augmentation makes of them, for people to see before they train for long.
     *
     * @param images rows of the picture: one image each, as it was read and then as it trains in the first epochs
     * @param variants further columns: the first epochs
     */
    record ImagesVaried(int images, int variants, Picture picture) implements TrainingEvent {}

    /**
     * How threads of the engine wait for each other from now on, found by trying; the numbers that they compute stay the
     * same.
     *
     * @param mode {@link #SPINNING} or {@link #SLEEPING}
     * @param secondsPerStep mode to the seconds that computing an optimizer step took when it was tried
     */
    record WaitingChosen(int epoch, long step, String mode, Map<String, Double> secondsPerStep)
            implements TrainingEvent {
        /** A thread looks again and again whether the others are done. */
        public static final String SPINNING = "spinning";

        /** A thread that is done is woken. */
        public static final String SLEEPING = "sleeping";
    }

    /**
     * The run goes on from a checkpoint.
     *
     * @param supersedes whether events of later steps that stand before this one are void, because the run goes another
     *     way from here; otherwise they stay valid and are not written a second time
     * @param environment as in {@link Started}, of the process that goes on
     * @param plannedEpochs as in {@link Started}, by the rules with which it goes on
     */
    record Resumed(
            String checkpoint,
            int epoch,
            long step,
            double elapsedSeconds,
            boolean supersedes,
            Map<String, String> environment,
            Optional<Integer> plannedEpochs)
            implements TrainingEvent {}

    /**
     * What the data is that the run trains on, told before it does; what is left out of a list is counted with the rest.
     *
     * @param fingerprint SHA-256 over all of it, in lower-case hexadecimal
     * @param files what was read, in this order, at most {@value #MOST}
     * @param fileCount how many there are
     * @param classes the largest ones first, at most {@value #MOST}; empty where nothing is classified
     * @param classCount how many there are
     * @param duplicates samples for training that are equal in all features to one before; empty: nobody has counted
     * @param constant features with one value in all samples for training, at most {@value #MOST}
     * @param constantCount how many there are
     */
    record DataRead(
            String fingerprint,
            List<DataFile> files,
            int fileCount,
            List<ClassCount> classes,
            int classCount,
            Optional<Long> duplicates,
            List<String> constant,
            int constantCount)
            implements TrainingEvent {
        /** Entries of a list. */
        public static final int MOST = 100;
    }

    /**
     * A file of data, or a folder of many.
     *
     * @param name without its place
     * @param sha256 of its content, in lower-case hexadecimal
     */
    record DataFile(String name, String sha256) {}

    /** How many samples of a class there are in every part. */
    record ClassCount(String name, long train, long validation, long test) {}

    /** The data that trains beside what the reference has learned; once in a run, behind {@link DataRead}. */
    record DataCompared(DataDrift drift) implements TrainingEvent {}

    /** Something that people should know and that does not end the run. */
    record Warning(String code, String message) implements TrainingEvent {}
}
