package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.stop.Best;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run in its family.
 *
 * @param runId its identifier; empty where it does not say
 * @param name as people call it
 * @param place where it was found; empty where it is not at hand and others only name it
 * @param origin what it began from; empty where it began with parameters of its own
 * @param standing how far it came
 * @param moments what happened to it besides training
 * @param problem what is wrong with what was found, such as a package that was changed
 */
public record Member(
        String runId,
        String name,
        String place,
        Optional<Origin> origin,
        Standing standing,
        List<Moment> moments,
        Optional<String> problem) {
    public Member {
        moments = List.copyOf(moments);
    }

    /**
     * How far a run came.
     *
     * @param state the outcome, {@value #OPEN} where none is told, {@value #ABSENT} for a run that is not at hand
     * @param epochs complete ones, in the run's own count
     * @param elapsedSeconds of training, over all its resumes
     */
    public record Standing(
            String state, int epochs, double elapsedSeconds, Optional<Instant> startedAt, Optional<Best> best) {
        public static final String OPEN = "open";
        public static final String ABSENT = "absent";
    }

    /** A run that others name as their origin, and that is not at hand. */
    static Member absent(Origin origin) {
        return new Member(
                origin.runId(),
                origin.name(),
                "",
                Optional.empty(),
                new Standing(Standing.ABSENT, 0, 0, Optional.empty(), Optional.empty()),
                List.of(),
                Optional.empty());
    }

    /** What tells it from the others: its identifier, else its place, else its name. */
    String key() {
        if (!runId.isEmpty()) {
            return runId;
        }
        return place.isEmpty() ? "named " + name : "place " + place;
    }

    /** Whether what it measured is at hand. */
    public boolean isThere() {
        return !standing.state().equals(Standing.ABSENT);
    }
}
