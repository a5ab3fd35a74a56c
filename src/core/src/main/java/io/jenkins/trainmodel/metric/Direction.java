package io.jenkins.trainmodel.metric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which way a metric gets better. */
public enum Direction {
    MIN,
    MAX;

    /**
     * Tells whether {@code candidate} is better than {@code best} by more than {@code minDelta}. A value that is not
     * finite is never better.
     */
    public boolean improves(double candidate, double best, double minDelta) {
        if (!Double.isFinite(candidate)) {
            return false;
        }
        return this == MIN ? best - candidate > minDelta : candidate - best > minDelta;
    }

    /** The value that every finite value is better than. */
    public double worst() {
        return this == MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    /** The word of the specification: {@code min} or {@code max}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
