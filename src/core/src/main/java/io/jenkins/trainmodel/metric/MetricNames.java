package io.jenkins.trainmodel.metric;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metric paths that a run can produce, and the direction of those whose direction is known. */
public final class MetricNames {
    public static final String TRAIN = "train/";
    public static final String VALIDATION = "validation/";
    public static final String TEST = "test/";
    public static final String TRAIN_LOSS = TRAIN + "loss";
    public static final String VALIDATION_LOSS = VALIDATION + "loss";
    public static final String GRADIENT_NORM = "gradient/norm";
    public static final String LEARNING_RATE = "learningRate";
    public static final String SAMPLES_PER_SECOND = "throughput/samplesPerSecond";
    public static final String TOKENS_PER_SECOND = "throughput/tokensPerSecond";

    /** Floating point operations of forward and backward passes, as counted from the layers, in a second. */
    public static final String FLOP_PER_SECOND = "throughput/flopPerSecond";

    /**
     * Model FLOP utilisation: {@link #FLOP_PER_SECOND} as a share of the most that the device can do (Chowdhery et al., "PaLM",
     * 2022, appendix B); only where that is known.
     */
    public static final String MFU = "throughput/mfu";

    private static final Map<String, Direction> DIRECTIONS = Map.ofEntries(
            Map.entry("loss", Direction.MIN),
            Map.entry("error", Direction.MIN),
            Map.entry("perplexity", Direction.MIN),
            Map.entry("bitsPerByte", Direction.MIN),
            Map.entry("mae", Direction.MIN),
            Map.entry("rmse", Direction.MIN),
            Map.entry("mase", Direction.MIN),
            Map.entry("relativeMae", Direction.MIN),
            Map.entry("accuracy", Direction.MAX),
            Map.entry("f1", Direction.MAX),
            Map.entry("auc", Direction.MAX),
            Map.entry("r2", Direction.MAX),
            Map.entry("precision", Direction.MAX),
            Map.entry("recall", Direction.MAX),
            Map.entry("rocAuc", Direction.MAX),
            Map.entry("prAuc", Direction.MAX),
            Map.entry("calibrationError", Direction.MIN));

    /** A regular expression for the names of top-k accuracies, without prefix. */
    public static final String TOP_PATTERN = "top[1-9][0-9]{0,5}";

    private static final Pattern TOP = Pattern.compile(TOP_PATTERN);

    private MetricNames() {}

    /** The paths that runs produce, whatever their task; of the top-k accuracies only one stands here. */
    public static Set<String> common() {
        Set<String> paths = new LinkedHashSet<>();
        for (String prefix : List.of(VALIDATION, TRAIN)) {
            new TreeSet<>(DIRECTIONS.keySet()).forEach(name -> paths.add(prefix + name));
            paths.add(prefix + "top5");
        }
        paths.addAll(List.of(GRADIENT_NORM, LEARNING_RATE, SAMPLES_PER_SECOND));
        return paths;
    }

    /** The direction in which the metric gets better, known by the last part of its path; empty where nobody can tell. */
    public static Optional<Direction> knownDirection(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return isTop(name) ? Optional.of(Direction.MAX) : Optional.ofNullable(DIRECTIONS.get(name));
    }

    /** Tells whether a name without prefix is that of a top-k accuracy, such as {@code top5}. */
    public static boolean isTop(String name) {
        return TOP.matcher(name).matches();
    }
}
