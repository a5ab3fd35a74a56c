package io.jenkins.trainmodel.trainer.watch.source;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.metric.NamesOfTools;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The paths here of what programs call their metrics: {@code val_loss} and {@code eval/loss} are {@code validation/loss}, and
 * what says nothing of the data is of the training. The number of different names is bounded.
 */
public final class MetricPaths {
    /** As many as an event holds. */
    private static final int MOST = 200;

    private static final int LONGEST = 150;
    private static final Map<String, String> KNOWN = Map.of(
            "lr", MetricNames.LEARNING_RATE,
            "learning_rate", MetricNames.LEARNING_RATE,
            "learningrate", MetricNames.LEARNING_RATE,
            "grad_norm", MetricNames.GRADIENT_NORM,
            "gradient_norm", MetricNames.GRADIENT_NORM,
            "gradient/norm", MetricNames.GRADIENT_NORM,
            "samples_per_second", MetricNames.SAMPLES_PER_SECOND,
            "throughput/samplespersecond", MetricNames.SAMPLES_PER_SECOND);

    private final Map<String, String> renamed;
    private final Map<String, String> paths = new HashMap<>();

    /** @param renamed the program's names to paths, as a specification says */
    public MetricPaths(Map<String, String> renamed) {
        this.renamed = Map.copyOf(renamed);
    }

    /** The path of a metric; empty where there are too many different ones already. */
    public Optional<String> of(String name) {
        if (!paths.containsKey(name) && paths.size() >= MOST) {
            return Optional.empty();
        }
        return Optional.of(paths.computeIfAbsent(name, this::path));
    }

    private String path(String name) {
        if (renamed.containsKey(name)) {
            return renamed.get(name);
        }
        String plain = plain(name);
        String known = KNOWN.get(plain.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        return NamesOfTools.path(plain)
                .orElseGet(() -> plain.contains("/") ? plain : MetricNames.TRAIN + NamesOfTools.last(plain));
    }

    /** Names go onto pages and consoles. */
    private static String plain(String name) {
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        return cut.strip().replaceAll("[^\\p{L}\\p{N}_./@+%-]", "_");
    }
}
