package io.jenkins.trainmodel.gate;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run that others are compared with.
 *
 * @param name as people call it, such as {@code nightly #41}
 * @param metrics what its kept model measured, by metric path
 */
public record MeasuredRun(String name, Map<String, Double> metrics) {
    public MeasuredRun {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** The value of a metric where it was measured and is finite. */
    public Optional<Double> finite(String metric) {
        return Optional.ofNullable(metrics.get(metric)).filter(Double::isFinite);
    }
}
