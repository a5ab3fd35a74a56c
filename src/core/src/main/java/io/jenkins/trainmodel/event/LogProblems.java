package io.jenkins.trainmodel.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader passed over in a log.
 *
 * @param damagedLines lines that are no events
 * @param cutEvents events that held more than an event may, of which the rest was left out
 * @param unknownEvents events of types or schemas that only a newer program knows
 * @param tornEnd whether the log ends in the middle of a line, which is normal while it is written and after a crash
 * @param examples the first damaged lines: where, and what is wrong
 */
public record LogProblems(
        long damagedLines, long cutEvents, long unknownEvents, boolean tornEnd, List<String> examples) {
    public static final LogProblems NONE = new LogProblems(0, 0, 0, false, List.of());

    static final int MOST_EXAMPLES = 5;

    /** Whether the log is not whole, a torn end aside. */
    public boolean any() {
        return damagedLines > 0 || unknownEvents > 0 || cutEvents > 0;
    }

    /** With what was passed over in the part of the log that follows. */
    public LogProblems and(LogProblems next) {
        return new LogProblems(
                damagedLines + next.damagedLines,
                cutEvents + next.cutEvents,
                unknownEvents + next.unknownEvents,
                next.tornEnd,
                Stream.concat(examples.stream(), next.examples.stream())
                        .limit(MOST_EXAMPLES)
                        .toList());
    }

    /** A few words for people; empty where nothing was passed over. */
    public String summary() {
        List<String> sentences = new ArrayList<>();
        if (damagedLines > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s could not be read: %s.",
                    count(damagedLines, "line"),
                    examples.stream().collect(Collectors.joining("; "))));
        }
        if (cutEvents > 0) {
            sentences.add(count(cutEvents, "event") + " held more than an event may; the rest was left out.");
        }
        if (unknownEvents > 0) {
            sentences.add(count(unknownEvents, "event") + " of a newer version: passed over.");
        }
        return String.join(" ", sentences);
    }

    private static String count(long count, String singular) {
        return String.format(Locale.ROOT, "%,d %s%s", count, singular, count == 1 ? "" : "s");
    }
}
