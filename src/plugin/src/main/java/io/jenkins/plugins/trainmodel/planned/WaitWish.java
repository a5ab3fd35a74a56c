package io.jenkins.plugins.trainmodel.planned;

import java.io.Serializable;
import java.time.Duration;

/**
 * Whether a step's run waits for an answer at its milestones, and for how long.
 *
 * @param forAnswer whether it waits
 * @param seconds for how long; 0 for as long as it takes
 * @param otherwise what holds for the answer when that time is over
 */
public record WaitWish(boolean forAnswer, long seconds, AnswerKind otherwise) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Milestones end the run. */
    public static final WaitWish NONE = new WaitWish(false, 0, AnswerKind.FINISH);

    /** The time that is left to people at a stop that begins now. */
    Duration limit() {
        return Duration.ofSeconds(seconds);
    }
}
