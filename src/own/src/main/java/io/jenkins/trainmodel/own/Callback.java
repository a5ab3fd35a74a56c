package io.jenkins.trainmodel.own;

import java.nio.file.Path;

/**
 * Hears what happens in a run, on the training thread: the run waits meanwhile. After a resume steps and epochs that lie
 * behind the last checkpoint are trained and heard once more, by a callback that has got back what it had saved there.
 */
public interface Callback extends Part {
    /**
     * Training is about to begin, or to go on; told once in a process, before anything else. Where a rule had ended the run
     * and its process was killed behind that, nothing comes but the end.
     *
     * @param directory of the run
     * @param resumed whether another process has trained this run before; a run that begins at a checkpoint of another one is
     *     not resumed, and the callback begins anew
     */
    default void started(Path directory, boolean resumed) {}

    /** A step is complete. Metrics are there where they were read at this step (`reporting.everySteps`) or validated. */
    default void step(Moment moment) {}

    /** An epoch is complete and validated; its checkpoint comes behind it. */
    default void epoch(Moment moment) {}

    /**
     * A checkpoint is on the disk. It may be told again after a resume, and is not told at all where the process was killed
     * between the two: what must not be missed looks into the directory.
     *
     * @param checkpoint its directory
     */
    default void checkpoint(Path checkpoint) {}

    /** A planned stop is reached; the run ends behind it and can be resumed. */
    default void milestone(Moment moment) {}

    /**
     * Training is over, and the model is packaged where one is kept.
     *
     * @param outcome {@code success}, {@code unstable}, {@code failure} or {@code aborted}
     * @param reason one sentence for people
     */
    default void ended(String outcome, String reason) {}
}
