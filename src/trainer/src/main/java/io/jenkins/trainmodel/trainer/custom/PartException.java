package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartCheck.Subject;
import java.nio.file.Path;
import java.util.Optional;

/** A part that cannot be had, or options that it cannot take: what, and what to do about it. */
public final class PartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    PartException(Problem problem) {
        super("A part of your own cannot be had: found " + problem.found() + "; wanted: " + problem.allowed()
                + problem.suggestion()
                        .map(meant -> " (did you mean " + meant + "?)")
                        .orElse(""));
        this.problem = problem;
    }

    private PartException(String message, Problem problem) {
        super(message);
        this.problem = problem;
    }

    /** The same where it is known what has become of the class path. */
    PartException since(Optional<String> difference) {
        return difference
                .map(change -> new PartException(
                        getMessage() + ". Since the run the class path has changed: " + change
                                + "; put back what was there",
                        problem))
                .orElse(this);
    }

    /** About the class path or a part as a whole. */
    static PartException of(Subject subject, String found, String allowed) {
        return new PartException(new Problem(subject, "", found, allowed, Optional.empty()));
    }

    /** About one place of a class path, as it was given. */
    static PartException ofPlace(Path place, String found, String allowed) {
        return new PartException(new Problem(Subject.CLASSPATH, place.toString(), found, allowed, Optional.empty()));
    }

    /** About the class path of a model. */
    public static PartException ofClassPath(String found, String allowed) {
        return of(Subject.CLASSPATH, found, allowed);
    }

    /** The same with a sentence that says what can be done; empty: there is none. */
    public PartException advised(String advice) {
        return advice.isEmpty() ? this : new PartException(getMessage() + ". " + advice, problem);
    }

    Problem problem() {
        return problem;
    }
}
