package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.run.ClaimRefusedException;
import io.jenkins.trainmodel.run.ClaimedRun;
import io.jenkins.trainmodel.run.RunClaim;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLockedException;
import io.jenkins.trainmodel.trainer.custom.OwnExit;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.run.watch.FailureLog;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.time.Clock;
import java.util.List;

/**
 * A run directory that one process holds for its part of a run.
 *
 * @param owner of the run, empty for a person
 * @param resume whether a run that the directory holds is to go on
 * @param listeners hear of the claim, and of whatever comes instead of an end
 */
public record HeldDirectory(RunDirectory directory, String owner, boolean resume, List<RunListener> listeners) {
    /** A process's part of a run. */
    @FunctionalInterface
    public interface Part {
        /** @param resumes whether the directory holds what an earlier process did */
        Conclusion.Finished run(boolean resumes, RunPlace place) throws Exception;
    }

    /**
     * Claims the directory and does the part. Whatever comes instead of an end is in the log as well, where there is still one.
     *
     * @throws ClaimRefusedException if the directory is none for this run
     * @throws RunLockedException if another process trains in the directory
     */
    public Conclusion.Finished during(Part part) throws Exception {
        try (ClaimedRun claimed = RunClaim.hold(directory.root(), owner, resume, Clock.systemUTC())) {
            listeners.forEach(listener -> listener.claimed(claimed.claim()));
            RunPlace place = new RunPlace(directory);
            boolean resumes = claimed.claim().found() == RunClaim.Found.EARLIER_TRY;
            try {
                return OwnExit.telling(
                        failure -> FailureLog.append(directory, failure, listeners), () -> part.run(resumes, place));
            } catch (Exception | Error failure) {
                // Whatever was met first when the directory went away, its absence is what people must know.
                place.require();
                // A person who is refused reads it on the console, and the run stays as it was.
                if (!(failure instanceof RunRefusedException) || !owner.isEmpty()) {
                    FailureLog.append(directory, failure, listeners);
                }
                throw failure;
            }
        }
    }
}
