package io.jenkins.plugins.trainmodel.planned;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The planned stops of a run: the one at which it waits, and what those behind it have changed. Safe for all threads. */
public final class PlannedStops implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The stop at which the run waits; null while it does not. */
    private PlannedStop current;
    /** The answer to it; null before. */
    private StopAnswer answer;
    /**
     * What people have changed at stops behind it, by key of the specification; for ever, later values over earlier ones. Never
     * changed, only replaced: Pipeline saves it whenever it likes.
     */
    private volatile LinkedHashMap<String, String> changes = new LinkedHashMap<>();
    /** Whether a stop is behind the run; for ever then. */
    private boolean behind;

    /** The stop at which the run waits. */
    public synchronized Optional<PlannedStop> current() {
        return Optional.ofNullable(current);
    }

    public synchronized void begin(PlannedStop stop) {
        current = stop;
        answer = null;
    }

    /** True for the first answer to the stop at which the run waits. */
    public synchronized boolean answer(StopAnswer given) {
        boolean first = current != null && answer == null;
        if (first) {
            answer = given;
        }
        return first;
    }

    public synchronized Optional<StopAnswer> answer() {
        return Optional.ofNullable(answer);
    }

    /** The run goes on as it was answered. */
    public synchronized void goOn() {
        LinkedHashMap<String, String> all = new LinkedHashMap<>(changes);
        answer().map(StopAnswer::changes).ifPresent(all::putAll);
        changes = all;
        behind = true;
        current = null;
        answer = null;
    }

    /** Whether the run has gone on behind a stop, so that it must not begin anew. */
    public synchronized boolean areBehind() {
        return behind;
    }

    /** What people have changed, by key of the specification. */
    public synchronized Map<String, String> changes() {
        return new LinkedHashMap<>(changes);
    }
}
