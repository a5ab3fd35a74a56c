package io.jenkins.plugins.trainmodel.step;

import hudson.model.User;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Who or what ends a step, in words. */
final class StopCause {
    /** Pipeline's {@code timeout} is a plugin that need not be there, so its class is known by name. */
    private static final String TIMEOUT = "org.jenkinsci.plugins.workflow.steps.TimeoutStepExecution$ExceededTimeout";

    private StopCause() {}

    /** Such as a person's name, or what Pipeline says. */
    static String who(Throwable why) {
        if (why instanceof FlowInterruptedException interrupted
                && !interrupted.getCauses().isEmpty()) {
            return interrupted.getCauses().stream().map(StopCause::who).collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(why.getMessage())
                .filter(message -> !message.isBlank())
                .orElse("the abort of the build");
    }

    private static String who(CauseOfInterruption interruption) {
        return interruption instanceof CauseOfInterruption.UserInterruption person
                ? Optional.ofNullable(person.getUserOrNull())
                        .map(User::getDisplayName)
                        .orElse("a person")
                : interruption.getShortDescription();
    }

    /** Whether the time of an enclosing {@code timeout} is over. */
    static boolean isTimeout(Throwable why) {
        return why instanceof FlowInterruptedException interrupted
                && interrupted.getCauses().stream()
                        .anyMatch(cause -> cause.getClass().getName().equals(TIMEOUT));
    }
}
