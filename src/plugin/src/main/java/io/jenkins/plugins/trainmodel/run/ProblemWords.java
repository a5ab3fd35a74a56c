package io.jenkins.plugins.trainmodel.run;

import java.util.Optional;

/** What an exception says, and what has caused it in the first place, such as a full disk below a failed transfer. */
final class ProblemWords {
    private static final int DEEPEST = 20;

    private ProblemWords() {}

    static String of(Throwable problem) {
        String words = message(problem);
        String first = message(firstCause(problem));
        return words.contains(first) ? words : words + ": " + first;
    }

    private static Throwable firstCause(Throwable problem) {
        Throwable cause = problem;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String message(Throwable problem) {
        return Optional.ofNullable(problem.getMessage())
                .filter(message -> !message.isBlank())
                .orElseGet(() -> problem.getClass().getSimpleName());
    }
}
