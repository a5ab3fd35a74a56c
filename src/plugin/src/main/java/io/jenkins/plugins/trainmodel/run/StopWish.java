package io.jenkins.plugins.trainmodel.run;

import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.Keep;
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
    /** Why, empty where nobody said so; null in the state of an older version; for ever. */
    private String why = "";
    /** What of the run is kept; null in the state of an older version: the best; for ever. */
    private String keep = "";
    /** The command's identifier, by which the trainer obeys it once; null in the state of an older version; for ever. */
    private String id = "";
    /** When, in milliseconds since 1970; 0 while nobody has. */
    private long at;
    /** When the trainer was told, in milliseconds since 1970; 0 before. */
    private long sentAt;
    /** Who wished the trainer dead at once, empty while nobody has; for ever then. */
    private String killedBy = "";
    /** Whether the trainer was ended by force and is known to be gone; for ever then. */
    private boolean killed;

    /** Wishes that it ends and keeps its best model. True if nobody had wished it before. */
    boolean ask(String who, Instant now) {
        return ask(new Command.Stop(Keep.BEST, who, ""), now);
    }

    /** True if nobody had wished it before. */
    synchronized boolean ask(Command.Stop stop, Instant now) {
        boolean first = at == 0;
        if (first) {
            by = stop.by();
            why = stop.why();
            keep = stop.keep().name();
            id = CommandOutbox.newId();
            at = now.toEpochMilli();
        }
        return first;
    }

    /** The wish as the trainer is told it. */
    synchronized Command.Stop command() {
        Keep kept = keep == null || keep.isEmpty() ? Keep.BEST : Keep.valueOf(keep);
        return new Command.Stop(kept, by, why == null ? "" : why);
    }

    /** By which the trainer obeys it once, however often it is sent. */
    synchronized String id() {
        id = id == null || id.isEmpty() ? CommandOutbox.newId() : id;
        return id;
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
