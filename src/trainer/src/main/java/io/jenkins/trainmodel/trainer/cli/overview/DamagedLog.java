package io.jenkins.trainmodel.trainer.cli.overview;

import io.jenkins.trainmodel.event.LogProblems;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What people should know of an event log that is not whole, or none at all.
 *
 * @param problems what was passed over in it
 */
record DamagedLog(Path file, LogProblems problems) {
    /**
     * To be called where the log holds no event.
     *
     * @throws WrongInputException if it holds something else
     */
    void requireAnything() {
        if (problems.any()) {
            throw new WrongInputException(
                    file + " is no event log of a run that this program reads: " + problems.summary());
        }
    }

    /** What was passed over, where anything was. */
    Optional<String> notice() {
        return Optional.of(problems.summary()).filter(summary -> !summary.isEmpty());
    }
}
