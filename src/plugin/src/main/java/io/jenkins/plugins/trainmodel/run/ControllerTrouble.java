package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * That something is wrong on the controller itself while it follows a run: a full disk, a defect. It is called what it is, and
 * the run is followed on, for as long as an agent that is away would be waited for.
 */
final class ControllerTrouble {
    private static final Logger LOGGER = Logger.getLogger(ControllerTrouble.class.getName());

    private final RunConsole console;
    /** Since when, in nanoseconds of the virtual machine; empty while nothing is wrong. */
    private Optional<Long> since = Optional.empty();

    ControllerTrouble(RunConsole console) {
        this.console = console;
    }

    /** Notes a problem; gives the one with which the run is given up, if it has lasted for too long. */
    Optional<Exception> met(Exception problem) {
        long now = System.nanoTime();
        if (since.isEmpty()) {
            since = Optional.of(now);
            LOGGER.log(Level.WARNING, "A training cannot be followed as it should", problem);
            console.tellOnce(
                    "warning: this controller cannot follow the run as it should (%s); it tries again and again"
                            .formatted(ProblemWords.of(problem)));
        }
        Duration limit = Duration.ofMinutes(TrainingConfiguration.get().getAbsentAgentMinutes());
        return now - since.get() < limit.toNanos()
                ? Optional.empty()
                : Optional.of(new AbortException("this controller could not follow the run for %d min: %s"
                        .formatted(limit.toMinutes(), ProblemWords.of(problem))));
    }

    /** Notes that all went well. */
    void over() {
        since = Optional.empty();
    }
}
