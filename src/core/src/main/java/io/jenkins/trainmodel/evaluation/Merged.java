package io.jenkins.trainmodel.evaluation;

import java.util.Map;
import java.util.TreeMap;

/** Metrics of two measurements of the same thing. */
final class Merged {
    private Merged() {}

    /** What the second says counts where both know a metric. */
    static Map<String, Double> of(Map<String, Double> metrics, Map<String, Double> further) {
        Map<String, Double> all = new TreeMap<>(metrics);
        all.putAll(further);
        return all;
    }
}
