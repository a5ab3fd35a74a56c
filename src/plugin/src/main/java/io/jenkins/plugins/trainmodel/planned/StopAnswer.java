package io.jenkins.plugins.trainmodel.planned;

import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a planned stop.
 *
 * @param changes keys of the specification and their new values, for a run that goes on
 * @param by who answered; that the time was over where nobody did
 * @param why in their words; empty where they gave none
 * @param at when, in milliseconds since 1970
 */
public record StopAnswer(AnswerKind kind, LinkedHashMap<String, String> changes, String by, String why, long at)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    /** By whom, where nobody answered in time; recorded as it is. */
    private static final String NOBODY = "the end of the time for an answer";

    private static final int LONGEST_WHY = 1000;

    public static StopAnswer of(AnswerKind kind, Map<String, String> changes, String by, String why, Instant at) {
        String bounded = why.strip();
        return new StopAnswer(
                kind,
                new LinkedHashMap<>(changes),
                by,
                bounded.substring(0, Math.min(bounded.length(), LONGEST_WHY)),
                at.toEpochMilli());
    }

    /** The one that holds when nobody has answered in time. */
    public static StopAnswer inTime(PlannedStop stop, Instant now) {
        return of(stop.otherwise(), Map.of(), NOBODY, "", now);
    }
}
