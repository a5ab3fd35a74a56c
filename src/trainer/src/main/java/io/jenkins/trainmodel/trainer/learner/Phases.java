package io.jenkins.trainmodel.trainer.learner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seconds by phase of training. On the CPU the engine computes within the call; on a GPU a phase's time is that of
 * launching its work, and the rest passes wherever the host next waits for the device.
 */
final class Phases {
    static final int TRANSFER = 0;
    static final int FORWARD = 1;
    static final int BACKWARD = 2;
    static final int UPDATE = 3;
    private static final List<String> NAMES = List.of("transfer", "forward", "backward", "update");
    private static final double NANOSECONDS = 1e9;

    private final long[] spent = new long[NAMES.size()];
    private long last;

    void begin() {
        last = System.nanoTime();
    }

    /** Adds the time since the last call to this phase. */
    void end(int phase) {
        long now = System.nanoTime();
        spent[phase] += now - last;
        last = now;
    }

    Map<String, Double> take() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (int phase = 0; phase < spent.length; phase++) {
            seconds.put(NAMES.get(phase), spent[phase] / NANOSECONDS);
            spent[phase] = 0;
        }
        return seconds;
    }
}
