package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartCheck.Subject;
import java.util.Optional;

/** A part that cannot be had, or options that it cannot take: what, and what to do about it. */
public final class PartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    PartException(Problem problem) {
        super(problem.found() + "; wanted: " + problem.allowed()
                + problem.suggestion()
                        .map(meant -> " (did you mean " + meant + "?)")
                        .orElse(""));
        this.problem = problem;
    }

    /** About the class path or a part as a whole. */
    static PartException of(Subject subject, String found, String allowed) {
        return new PartException(new Problem(subject, "", found, allowed, Optional.empty()));
    }

    Problem problem() {
        return problem;
    }
}
