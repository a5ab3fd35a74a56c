package io.jenkins.plugins.trainmodel.run;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That a run shall end: who wished it first, when, and whether the trainer knows. Wishing it again changes nothing; only a
 * kill makes the time shorter. Safe for all threads.
 */
final class StopWish implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Who wished it first, empty while nobody has; for ever then. */
    private String by = "";
    /** When, in milliseconds since 1970; 0 while nobody has. */
    private long at;
    /** When the trainer was told, in milliseconds since 1970; 0 before. */
    private long sentAt;
    /** Who wished the trainer dead at once, empty while nobody has; for ever then. */
    private String killedBy = "";
    /** Whether the trainer was ended by force and is known to be gone; for ever then. */
    private boolean killed;

    /** True if nobody had wished it before. */
    synchronized boolean ask(String who, Instant now) {
        boolean first = at == 0;
        if (first) {
            by = who;
            at = now.toEpochMilli();
        }
        return first;
    }

    synchronized boolean isAsked() {
        return at > 0;
    }

    synchronized String by() {
        return by;
    }

    /** Wishes the trainer dead at once. */
    synchronized void askToKill(String who, Instant now) {
        ask(who, now);
        killedBy = killedBy.isEmpty() ? who : killedBy;
    }

    /** Who wished the trainer dead at once. */
    synchronized Optional<String> killedBy() {
        return Optional.of(killedBy).filter(who -> !who.isEmpty());
    }

    /** Notes that the trainer knows. */
    synchronized void sent(Instant now) {
        sentAt = Math.max(1, now.toEpochMilli());
    }

    synchronized boolean isSent() {
        return sentAt > 0;
    }

    /** The time that is left to save and to end. It begins when the trainer knows, since before it could not do anything. */
    synchronized Duration left(Duration grace, Instant now) {
        Instant begin = Instant.ofEpochMilli(sentAt > 0 ? sentAt : at);
        Duration left = Duration.between(now, begin.plus(grace));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether the trainer is to be killed now. */
    synchronized boolean isKillDue(Duration grace, Instant now) {
        return !killed && (!killedBy.isEmpty() || sentAt > 0 && left(grace, now).isZero());
    }

    /** Whether nobody need wait any longer for an agent that cannot be reached. */
    synchronized boolean isHopeless(Duration patience, Instant now) {
        return at > 0
                && (!killedBy.isEmpty()
                        || !now.isBefore(Instant.ofEpochMilli(at).plus(patience)));
    }

    /** Notes that the trainer was ended by force and is gone. */
    synchronized void killed() {
        killed = true;
    }

    synchronized boolean isKilled() {
        return killed;
    }
}
