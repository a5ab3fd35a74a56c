package io.jenkins.plugins.trainmodel.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands that goes on, as who follows it knows from memory.
 *
 * @param awaySince since when its agent does not answer; empty while it does
 * @param stoppedBy who asked it to end, empty while nobody has
 * @param heldBy who holds it, empty while it trains
 * @param waiting what it was asked for besides and has not answered yet, the oldest first
 */
public record LiveStatus(
        Phase phase,
        Optional<Instant> awaySince,
        String stoppedBy,
        String heldBy,
        List<WaitingWish> waiting,
        RunFigures figures) {

    public LiveStatus {
        waiting = List.copyOf(waiting);
    }

    /** Of a run that nobody holds and that has answered all it was asked. */
    public LiveStatus(Phase phase, Optional<Instant> awaySince, String stoppedBy, RunFigures figures) {
        this(phase, awaySince, stoppedBy, "", List.of(), figures);
    }

    /** What a run does. */
    public enum Phase {
        /** From the beginning of the step until the training begins. */
        STARTING("starting"),
        TRAINING("training"),
        /** It waits behind an epoch until somebody lets it go on. */
        HELD("held"),
        /** It was asked to end, and has not answered yet. */
        STOPPING("stopping"),
        /** It ends: its last checkpoint is being saved. */
        SAVING("saving"),
        /** It ends: the model package is being written and checked. */
        PACKAGING("packaging"),
        /** It has come to a planned stop, and people are to say how it goes on. */
        WAITING("waiting for an answer"),
        /** It wants an agent and has none yet. */
        QUEUED("waiting for an agent"),
        /** Its process has ended, and its results travel to the controller. */
        ARCHIVING("archiving"),
        /** Its process is being killed. */
        KILLING("killing");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Whether it can be asked for a checkpoint. */
    public boolean isSteerable() {
        return awaySince.isEmpty() && isChangeable();
    }

    /** Whether it can be asked to go another way; while its agent is away, it is told when that is back. */
    public boolean isChangeable() {
        return (phase == Phase.TRAINING || phase == Phase.HELD) && stoppedBy.isEmpty();
    }

    /** Whether it can be asked to wait behind its epoch. */
    public boolean isHoldable() {
        return isChangeable() && phase == Phase.TRAINING && !isWaitingFor("hold");
    }

    /** Whether it can be asked to go on: it waits, or is going to. */
    public boolean isHeld() {
        return isChangeable() && (phase == Phase.HELD || isWaitingFor("hold")) && !isWaitingFor("goOn");
    }

    private boolean isWaitingFor(String type) {
        return waiting.stream().anyMatch(wish -> wish.type().equals(type));
    }

    /** Whether a wish that it ends has an effect, also one that waits for the agent. */
    public boolean isEndable() {
        return phase != Phase.ARCHIVING;
    }

    /** Whether it can be asked to end now. */
    public boolean isStoppable() {
        return isSteerable() || (awaySince.isEmpty() && phase == Phase.STARTING && stoppedBy.isEmpty());
    }

    /** Whether it was asked to end and has not; only then is there something to kill for. */
    public boolean isKillable() {
        return awaySince.isEmpty()
                && !stoppedBy.isEmpty()
                && (phase == Phase.STOPPING || phase == Phase.SAVING || phase == Phase.PACKAGING);
    }
}
