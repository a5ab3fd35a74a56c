package io.jenkins.trainmodel.metric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;

/** Which way a metric gets better. */
public enum Direction {
    MIN,
    MAX;

    /**
     * Tells whether {@code candidate} is better than {@code best} by more than {@code minDelta}. A value that is not
     * finite is never better. The difference is taken between the decimals that people write and logs print, so from
     * 0.8 to 0.7 is exactly 0.1, where the difference of the two doubles is a little more.
     */
    public boolean improves(double candidate, double best, double minDelta) {
        if (!Double.isFinite(candidate)) {
            return false;
        }
        if (!Double.isFinite(best)) {
            return best == worst();
        }
        double better = this == MIN ? candidate : best;
        double worse = this == MIN ? best : candidate;
        return minDelta == 0 ? better < worse : exceeds(worse, better, minDelta);
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

    private static boolean exceeds(double larger, double smaller, double difference) {
        return BigDecimal.valueOf(larger)
                        .subtract(BigDecimal.valueOf(smaller))
                        .compareTo(BigDecimal.valueOf(difference))
                > 0;
    }
}
