package io.jenkins.plugins.trainmodel.reader;

import hudson.AbortException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a step fails, as the build's console says it: once for all who read it, and so in the language of the controller. */
public final class SaidProblem {
    private SaidProblem() {}

    /** What was said for people is said again line by line, with the problem itself as its cause; all else stays. */
    public static Throwable of(Throwable problem) {
        return Optional.of(problem)
                .filter(AbortException.class::isInstance)
                .flatMap(abort -> Optional.ofNullable(abort.getMessage()))
                .map(words -> words.lines().map(Reader::recorded).collect(Collectors.joining("\n")))
                .filter(said -> !said.equals(problem.getMessage()))
                .map(said -> new AbortException(said).initCause(problem))
                .orElse(problem);
    }
}
