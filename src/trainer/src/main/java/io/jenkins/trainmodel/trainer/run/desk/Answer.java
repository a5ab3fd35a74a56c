package io.jenkins.trainmodel.trainer.run.desk;

import io.jenkins.trainmodel.trainer.run.context.Ending;
import java.util.Optional;

/**
 * What becomes of a command.
 *
 * @param message what was done, or why nothing was
 * @param ending how the run ends, where the command ends it
 */
record Answer(boolean accepted, String message, Optional<Ending> ending) {
    static Answer done(String message) {
        return new Answer(true, message, Optional.empty());
    }

    static Answer refused(String message) {
        return new Answer(false, message, Optional.empty());
    }

    static Answer ending(String message, Ending ending) {
        return new Answer(true, message, Optional.of(ending));
    }
}
