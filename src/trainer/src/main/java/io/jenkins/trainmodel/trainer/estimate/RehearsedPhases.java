package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.trainer.learner.Learner;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time of what is rehearsed goes, by the phases of a run. Confined to one thread. */
final class RehearsedPhases {
    private final Learner learner;
    /** Since they were begun. */
    private final Map<String, Double> all = new LinkedHashMap<>();
    /** Since they were taken for an epoch. */
    private Map<String, Double> recent = new LinkedHashMap<>();

    private long samples;
    private double filling;

    RehearsedPhases(Learner learner) {
        this.learner = learner;
    }

    /** What came before does not count: it was slower than what follows. */
    void begin() {
        claim();
        all.clear();
        samples = 0;
        filling = 0;
    }

    /** Takes what the learner has spent. */
    void claim() {
        learner.takePhases().forEach(this::add);
    }

    void add(String phase, double seconds) {
        all.merge(phase, seconds, Double::sum);
        recent.merge(phase, seconds, Double::sum);
    }

    /** So many samples were trained, whose batches took so long to fill. */
    void trained(long more, double fillingSeconds) {
        samples += more;
        filling += fillingSeconds;
    }

    /** Those of an epoch that ends. */
    Map<String, Double> take() {
        claim();
        Map<String, Double> taken = recent;
        recent = new LinkedHashMap<>();
        return taken;
    }

    /** Seconds of one phase. */
    double seconds(String phase) {
        return all.getOrDefault(phase, 0.0);
    }

    /** Seconds by phase. */
    Map<String, Double> all() {
        return new LinkedHashMap<>(all);
    }

    /** Samples that were trained. */
    long samples() {
        return samples;
    }

    /** Seconds in which batches were filled. */
    double filling() {
        return filling;
    }
}
