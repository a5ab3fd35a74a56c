package io.jenkins.trainmodel.trainer.run.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Where the time of an epoch goes: seconds by phase, which add up to its wall time. One thread. */
public final class PhaseClock {
    public static final String DATA_WAIT = "dataWait";
    public static final String VALIDATION = "validation";
    public static final String CHECKPOINT = "checkpoint";
    public static final String OTHER = "other";

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    /** Of everything that was taken, by phase. */
    private final Map<String, Double> all = new LinkedHashMap<>();

    private long since = System.nanoTime();

    public void add(String phase, double spent) {
        seconds.merge(phase, spent, Double::sum);
    }

    public <T> T measure(String phase, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        try {
            return work.call();
        } finally {
            add(phase, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Seconds by phase since the last call; what no phase claims is {@code other}. */
    public Map<String, Double> take() {
        long now = System.nanoTime();
        Map<String, Double> taken = withOther(now);
        since = now;
        seconds.clear();
        taken.forEach((phase, spent) -> all.merge(phase, spent, Double::sum));
        return taken;
    }

    private Map<String, Double> withOther(long now) {
        Map<String, Double> whole = new LinkedHashMap<>(seconds);
        double claimed =
                whole.values().stream().mapToDouble(Double::doubleValue).sum();
        whole.put(OTHER, Math.max(0, (now - since) / 1e9 - claimed));
        return whole;
    }

    /** Begins anew: the time since the last call belongs to no epoch. */
    public void forget() {
        since = System.nanoTime();
        seconds.clear();
    }

    /** Seconds by phase of all epochs so far, also of the one that goes on. */
    public Map<String, Double> all() {
        Map<String, Double> sum = new LinkedHashMap<>(all);
        withOther(System.nanoTime()).forEach((phase, spent) -> sum.merge(phase, spent, Double::sum));
        return sum;
    }
}
