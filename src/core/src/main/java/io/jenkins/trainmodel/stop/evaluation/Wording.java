package io.jenkins.trainmodel.stop.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Numbers and times as verdicts say them. */
final class Wording {
    private static final MathContext DIGITS = new MathContext(6);

    private Wording() {}

    /** Six significant digits, without zeros at the end; an exponent only for very large and very small numbers. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        boolean plain = rounded.signum() == 0 || (magnitude > -5 && magnitude <= 9);
        return plain ? rounded.toPlainString() : rounded.toString();
    }

    /** A count with its noun: 1 epoch, 8 epochs. */
    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** How far a count has come: 5 of 8 epochs; 9 epochs (patience 8). */
    static String ofPatience(int counted, int patience) {
        return ofPatience(counted, patience, "epoch");
    }

    /** The same of another noun, in the singular. */
    static String ofPatience(int counted, int patience, String noun) {
        return counted <= patience
                ? counted + " of " + counted(patience, noun)
                : counted(counted, noun) + " (patience " + patience + ")";
    }

    /** Days to seconds, without what is zero: 8h 30m; 1m 5s; 0.25s. */
    static String duration(double seconds) {
        if (seconds < 60) {
            return number(Math.floor(seconds * 100) / 100) + "s";
        }
        Duration whole = Duration.ofSeconds((long) seconds);
        StringBuilder text = new StringBuilder();
        append(text, whole.toDays(), "d");
        append(text, whole.toHoursPart(), "h");
        append(text, whole.toMinutesPart(), "m");
        append(text, whole.toSecondsPart(), "s");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
        }
    }
}
