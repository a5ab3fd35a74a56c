package io.jenkins.trainmodel.trainer.watch.source;

import java.util.Map;
import java.util.TreeMap;

/** The newest value of every metric within the running epoch, which its end does not say again. */
final class RunningEpoch {
    private final Map<String, Double> newest = new TreeMap<>();

    void read(Map<String, Double> metrics) {
        newest.putAll(metrics);
    }

    /** From the beginning of another file. */
    void clear() {
        newest.clear();
    }

    /** The metrics of the epoch, which is over; what its end says counts. */
    Map<String, Double> end(Map<String, Double> metrics) {
        Map<String, Double> all = new TreeMap<>(newest);
        all.putAll(metrics);
        newest.clear();
        return all;
    }
}
