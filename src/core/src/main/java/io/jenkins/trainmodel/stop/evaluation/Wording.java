package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Figure;
import java.time.Duration;

/** Numbers and times as verdicts say them. */
final class Wording {
    private Wording() {}

    /** A value of a metric. */
    static String number(double value) {
        return Figure.of(value);
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
