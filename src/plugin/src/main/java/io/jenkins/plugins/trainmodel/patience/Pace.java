package io.jenkins.plugins.trainmodel.patience;

import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next look at a run: short while events come, longer and longer while none do, and longer the
 * more runs there are, so that looking costs the controller about the same for one run as for hundreds.
 */
public final class Pace {
    private static final long SHORTEST = 250;
    private static final long BUSY = 1000;
    private static final long FOR_EACH_RUN = 10;
    private static final double SLOWER = 1.2;
    private static final int EAGER_LOOKS = 40;

    private long pause = SHORTEST;
    private int looks;

    /** Milliseconds until the next look. */
    public long next(boolean news) {
        looks++;
        long floor =
                Math.max(looks < EAGER_LOOKS ? SHORTEST : BUSY, LiveRuns.get().size() * FOR_EACH_RUN);
        long ceiling = TimeUnit.SECONDS.toMillis(
                Math.max(1, TrainingConfiguration.get().getSlowestPollSeconds()));
        pause = news ? floor : (long) Math.min(Math.max(ceiling, floor), Math.max(floor, pause) * SLOWER);
        return pause;
    }

    /** Milliseconds as {@link #next} told last. */
    public long current() {
        return pause;
    }

    /** The shortest pause, where something is expected to happen at once. */
    public static long soon() {
        return SHORTEST;
    }
}
