package io.jenkins.plugins.trainmodel.planned;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * A planned stop that a run has come to.
 *
 * @param since when it began to wait, in milliseconds since 1970
 * @param until when the default answer holds, in milliseconds since 1970; 0 for never
 * @param epoch complete epochs
 * @param otherwise what holds for the answer then
 */
public record PlannedStop(long since, long until, int epoch, AnswerKind otherwise) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** One that begins now. */
    public static PlannedStop begin(WaitWish wish, int epoch, Instant now) {
        long until = wish.seconds() == 0 ? 0 : now.plus(wish.limit()).toEpochMilli();
        return new PlannedStop(now.toEpochMilli(), until, epoch, wish.otherwise());
    }

    public Instant began() {
        return Instant.ofEpochMilli(since);
    }

    /** When the default answer holds; empty where the run waits for as long as it takes. */
    public Optional<Instant> ends() {
        return until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    }

    /** Whether the time is over. */
    public boolean isOver(Instant now) {
        return ends().filter(end -> !now.isBefore(end)).isPresent();
    }
}
