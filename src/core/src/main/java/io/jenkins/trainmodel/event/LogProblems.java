package io.jenkins.trainmodel.event;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a reader passed over in a log.
 *
 * @param damagedLines lines that are no events
 * @param unknownEvents events of types or schemas that only a newer program knows
 * @param tornEnd whether the log ends in the middle of a line, which is normal while it is written and after a crash
 * @param examples the first damaged lines: where, and what is wrong
 */
public record LogProblems(long damagedLines, long unknownEvents, boolean tornEnd, List<String> examples) {
    public static final LogProblems NONE = new LogProblems(0, 0, false, List.of());

    /** Whether the log is not whole, a torn end aside. */
    public boolean any() {
        return damagedLines > 0 || unknownEvents > 0;
    }

    /** A few words for people; empty where nothing was passed over. */
    public String summary() {
        StringBuilder summary = new StringBuilder();
        if (damagedLines > 0) {
            summary.append("%d damaged lines were skipped: ".formatted(damagedLines))
                    .append(examples.stream().collect(Collectors.joining("; ")))
                    .append(". ");
        }
        if (unknownEvents > 0) {
            summary.append("%d events of a newer version were skipped.".formatted(unknownEvents));
        }
        return summary.toString().strip();
    }
}
