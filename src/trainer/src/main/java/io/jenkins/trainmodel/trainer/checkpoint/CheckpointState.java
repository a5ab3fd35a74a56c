package io.jenkins.trainmodel.trainer.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run remembers besides its tensors; kept in a checkpoint as {@code state.json}. Fields that a newer version
 * added are passed over, maps that are missing are empty.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param runId the run that wrote it
 * @param dataFingerprint SHA-256 of the data, to tell whether it was changed
 * @param seed the specification's; with epoch, step and batch it gives every random number that follows
 * @param epoch epochs completed
 * @param step optimizer steps completed
 * @param batchInEpoch batches taken of the epoch that is running; 0 between epochs
 * @param elapsedSeconds training time over all resumes
 * @param lastSequence sequence number of the last event that was written before
 * @param hyperparameters values that were changed while training, by key of the specification
 * @param rules what the stop rules remember
 * @param best the best value so far
 * @param metrics of the last complete epoch, by metric path
 * @param extra whatever else the loop must remember
 */
public record CheckpointState(
        int version,
        String runId,
        String dataFingerprint,
        long seed,
        int epoch,
        long step,
        int batchInEpoch,
        double elapsedSeconds,
        long lastSequence,
        Map<String, String> hyperparameters,
        EvaluatorState rules,
        BestTracker best,
        Map<String, Double> metrics,
        Map<String, JsonNode> extra) {
    public static final int SCHEMA_VERSION = 1;

    /** In {@code extra}: the specification as it was given. */
    public static final String GIVEN_SPECIFICATION = "givenSpecification";

    /** In {@code extra}: the metrics of a validation within an epoch at this very step, by path. */
    public static final String VALIDATION = "validation";

    public CheckpointState {
        hyperparameters = ordered(hyperparameters);
        metrics = ordered(metrics);
        extra = ordered(extra);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Tells whether it was saved between two epochs. */
    public boolean betweenEpochs() {
        return batchInEpoch == 0;
    }

    /**
     * The value of a metric by which checkpoints are compared, where the checkpoint holds the parameters that were
     * measured: at the end of an epoch, and at a validation within one.
     */
    public Optional<Double> value(String metric) {
        Optional<Double> value = betweenEpochs()
                ? Optional.ofNullable(metrics.get(metric))
                : Optional.ofNullable(extra.get(VALIDATION))
                        .map(measured -> measured.get(metric))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::doubleValue);
        return value.filter(Double::isFinite);
    }
}
