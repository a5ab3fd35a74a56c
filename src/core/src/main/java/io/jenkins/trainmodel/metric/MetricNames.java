package io.jenkins.trainmodel.metric;

import java.util.Map;
import java.util.Optional;

/** The metric paths that a run can produce, and the direction of those whose direction is known. */
public final class MetricNames {
    public static final String TRAIN = "train/";
    public static final String VALIDATION = "validation/";
    public static final String TRAIN_LOSS = TRAIN + "loss";
    public static final String VALIDATION_LOSS = VALIDATION + "loss";
    public static final String GRADIENT_NORM = "gradient/norm";
    public static final String LEARNING_RATE = "learningRate";
    public static final String SAMPLES_PER_SECOND = "throughput/samplesPerSecond";

    private static final Map<String, Direction> DIRECTIONS = Map.ofEntries(
            Map.entry("loss", Direction.MIN),
            Map.entry("error", Direction.MIN),
            Map.entry("perplexity", Direction.MIN),
            Map.entry("mae", Direction.MIN),
            Map.entry("rmse", Direction.MIN),
            Map.entry("accuracy", Direction.MAX),
            Map.entry("top5", Direction.MAX),
            Map.entry("f1", Direction.MAX),
            Map.entry("auc", Direction.MAX),
            Map.entry("r2", Direction.MAX));

    private MetricNames() {}

    /** The direction in which the metric gets better, known by the last part of its path; empty where nobody can tell. */
    public static Optional<Direction> knownDirection(String path) {
        return Optional.ofNullable(DIRECTIONS.get(path.substring(path.lastIndexOf('/') + 1)));
    }
}
