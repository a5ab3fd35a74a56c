package io.jenkins.trainmodel.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run in a few lines for programs, kept as {@code report.json}. Every key is always there; what is not known is null, and
 * numbers that are not finite are written as in events.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param outcome how it ended
 * @param reason one sentence for people: which rule, with its numbers
 * @param fired the names of the rules that ended it, the deciding one first
 * @param accepted whether it ended in success and every gate held; empty while it runs
 * @param began what it is compared with, and may have begun from
 * @param gates what the gates answered
 * @param challenges the kept model and the reference's, measured on the same samples
 * @param drift its data beside the reference's
 * @param kept what the kept model has measured
 * @param best the best value of the metric that decides which checkpoint is best
 * @param metrics the metrics of the last complete epoch
 * @param bestMetrics every metric whose direction is known, with its best finite value
 * @param phases phase to seconds spent in it, over all epochs
 * @param checkpoints those that retention has not removed, in the order of saving
 * @param modelPath the model package relative to the run directory
 * @param resumable whether the run can go on
 * @param failedDevice what kept the device from computing on, where that ended the run
 * @param cost what it has used of its machines
 * @param environment label to value for people, of the newest process
 */
public record RunSummary(
        @JsonProperty("v") int version,
        String runId,
        String name,
        State state,
        Optional<Outcome> outcome,
        Optional<String> reason,
        List<String> fired,
        Training training,
        Optional<Boolean> accepted,
        Optional<Provenance.Began> began,
        List<GateVerdict> gates,
        List<ChallengeResult> challenges,
        Optional<DataDrift> drift,
        Optional<KeptModel> kept,
        Optional<Best> best,
        Map<String, Double> metrics,
        Map<String, Best> bestMetrics,
        Map<String, Double> phases,
        List<Checkpoint> checkpoints,
        Optional<String> modelPath,
        boolean resumable,
        Optional<FailedDevice> failedDevice,
        Optional<Cost> cost,
        Size size,
        Notes notes,
        Map<String, String> environment) {
    public static final int SCHEMA_VERSION = 1;

    public enum State {
        RUNNING,
        FINISHED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far it came.
     *
     * @param epochs complete epochs
     * @param plannedEpochs the epochs that the rules allow at most
     * @param steps completed optimizer steps
     * @param elapsedSeconds training time over all resumes
     * @param startedAt when the first event was written
     * @param lastEventAt when the newest event was written
     * @param resumes how often it went on from a checkpoint
     */
    public record Training(
            int epochs,
            Optional<Integer> plannedEpochs,
            long steps,
            double elapsedSeconds,
            Optional<Instant> startedAt,
            Optional<Instant> lastEventAt,
            int resumes) {}

    /** A checkpoint: its folder's name, where in the run it was saved, its size, and whether it was the best then. */
    public record Checkpoint(String name, int epoch, long step, long bytes, boolean best) {}

    /** The numbers of {@link TrainingEvent.Started}. */
    public record Size(
            long trainSamples, long validationSamples, long stepsPerEpoch, long parameters, double flopPerStep) {}

    /**
     * What people should know.
     *
     * @param damagedLines lines of the event log that could not be read
     */
    public record Notes(
            List<TrainingEvent.Warning> warnings,
            List<Intervention.HyperparameterChanged> hyperparameterChanges,
            long damagedLines) {}
}
