package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.run.watch.LogBefore;
import io.jenkins.trainmodel.trainer.run.watch.Reports;
import java.io.IOException;
import java.util.Optional;

/** How the processes before have ended a run that somebody wants to go on. */
public record EndBefore(RunDirectory directory, LogBefore log) {

    /** @throws RunRefusedException if nothing was kept from which it could go on */
    public void refuseIfDiscarded() throws IOException {
        if (log.finished().filter(Conclusion.Finished::discarded).isPresent()) {
            // The process before may have ended between its last event and the removal.
            Discard.everythingIn(directory);
            Reports.write(directory);
            throw new RunRefusedException("The run in " + directory.root() + " cannot go on: "
                    + log.finished().get().reason() + ". Start a new run with another --out.");
        }
    }

    /** @throws RunRefusedException if it has come to an end with which it is over, as long as nothing is changed */
    public void refuseIfOver() throws IOException {
        Optional<Conclusion.Finished> over = log.finished().filter(finished -> !finished.resumable());
        if (over.isPresent()) {
            // The process before may have ended between its last event and the reports.
            Reports.write(directory);
            throw new RunRefusedException(
                    "The run in %s is over, and nothing was changed that would let it go on, so nothing was trained: %s. Give it a reason, such as a higher maxEpochs, or start a new run with another --out."
                            .formatted(directory.root(), over.get().reason()));
        }
    }
}
