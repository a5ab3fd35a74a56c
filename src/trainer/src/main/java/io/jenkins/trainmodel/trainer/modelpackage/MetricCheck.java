package io.jenkins.trainmodel.trainer.modelpackage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metric as it was recorded and as it was measured again.
 *
 * @param file of what it was measured: {@code parameters.safetensors}, {@code model.pt}
 * @param metric its path
 * @param recorded when training ended; of a {@code model.pt}, which computes in float32, where training did not, what the
 *     parameters give in float32
 */
public record MetricCheck(String file, String metric, double recorded, double measured) {

    /** All metrics that were recorded and measured, by path. */
    public static List<MetricCheck> of(String file, Map<String, Double> recorded, Map<String, Double> measured) {
        return new TreeMap<>(recorded)
                .entrySet().stream()
                        .filter(entry -> measured.containsKey(entry.getKey()))
                        .map(entry ->
                                new MetricCheck(file, entry.getKey(), entry.getValue(), measured.get(entry.getKey())))
                        .toList();
    }

    /**
     * Tells whether both are the same number, or differ by no more than the rounding of another device or number of
     * threads explains.
     *
     * @param tolerance allowed difference as a share of the recorded value, or as such below 1
     */
    public boolean agrees(double tolerance) {
        boolean same = Double.compare(recorded, measured) == 0;
        return same || Math.abs(recorded - measured) <= tolerance * Math.max(1, Math.abs(recorded));
    }
}
