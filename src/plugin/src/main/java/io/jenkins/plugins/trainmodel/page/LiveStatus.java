package io.jenkins.plugins.trainmodel.page;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a run stands that goes on, as who follows it knows from memory.
 *
 * @param awaySince since when its agent does not answer; empty while it does
 * @param stoppedBy who asked it to end, empty while nobody has
 */
public record LiveStatus(Phase phase, Optional<Instant> awaySince, String stoppedBy, RunFigures figures) {

    /** What a run does. */
    public enum Phase {
        /** From the beginning of the step until the training begins. */
        STARTING("starting"),
        TRAINING("training"),
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
    boolean isSteerable() {
        return awaySince.isEmpty() && phase == Phase.TRAINING && stoppedBy.isEmpty();
    }

    /** Whether it can be asked to end. */
    boolean isStoppable() {
        return isSteerable() || (awaySince.isEmpty() && phase == Phase.STARTING && stoppedBy.isEmpty());
    }

    /** Whether it was asked to end and has not; only then is there something to kill for. */
    boolean isKillable() {
        return awaySince.isEmpty()
                && !stoppedBy.isEmpty()
                && (phase == Phase.STOPPING || phase == Phase.SAVING || phase == Phase.PACKAGING);
    }
}
