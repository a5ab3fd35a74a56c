package io.jenkins.trainmodel.trainer.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Where the time of an epoch goes: seconds by phase, which add up to its wall time. One thread. */
final class PhaseClock {
    static final String DATA_WAIT = "dataWait";
    static final String VALIDATION = "validation";
    static final String CHECKPOINT = "checkpoint";
    private static final String OTHER = "other";

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long since = System.nanoTime();

    void add(String phase, double spent) {
        seconds.merge(phase, spent, Double::sum);
    }

    <T> T measure(String phase, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        try {
            return work.call();
        } finally {
            add(phase, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Seconds by phase since the last call; what no phase claims is {@code other}. */
    Map<String, Double> take() {
        long now = System.nanoTime();
        double wall = (now - since) / 1e9;
        since = now;
        Map<String, Double> taken = new LinkedHashMap<>(seconds);
        double claimed =
                taken.values().stream().mapToDouble(Double::doubleValue).sum();
        taken.put(OTHER, Math.max(0, wall - claimed));
        seconds.clear();
        return taken;
    }
}
