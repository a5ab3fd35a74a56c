package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The answer to whoever wants to train in a directory: what was there, and what became of it. Only a directory that is
 * absent, empty, or marked as a run directory can be claimed, so no file of anybody else is ever touched.
 *
 * @param sentence for people
 */
public record RunClaim(Found found, String sentence) {

    /** What was in the directory. */
    public enum Found {
        /** Nothing was trained there before: a run begins. */
        NEW,
        /** An earlier try of the same owner, which can go on. */
        EARLIER_TRY,
        /** A run that is over or someone else's: it was moved aside, and a new run begins. */
        REPLACED
    }

    /**
     * Claims the directory and lets go of it at once, for someone who prepares a training that another process is going to
     * do.
     *
     * @param owner on whose behalf: the run of another owner is moved aside to a sibling {@code NAME.previous}. Empty for a
     *     person, whose command moves nothing: a run that is there must be resumed or left alone
     * @param resume whether an earlier try of this owner, or for a person any run, is to go on
     * @throws ClaimRefusedException if the directory is not absent, empty or marked, cannot be written, or, for a person,
     *     holds a run that was not asked to go on
     * @throws RunLockedException if a process trains there and does not end within some seconds
     */
    public static RunClaim claim(Path directory, String owner, boolean resume, Clock clock) throws IOException {
        try (ClaimedRun claimed = hold(directory, owner, resume, clock)) {
            return claimed.claim();
        }
    }

    /** As {@link #claim}, for the process that trains: nobody else can claim the directory before it lets go. */
    public static ClaimedRun hold(Path directory, String owner, boolean resume, Clock clock) throws IOException {
        return new Claimant(owner, resume, clock).claim(new RunDirectory(directory));
    }
}
