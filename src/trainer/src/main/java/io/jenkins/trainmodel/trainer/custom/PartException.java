package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartCheck.Subject;
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

    private PartException(PartException absent, String difference) {
        super(absent.getMessage() + ". Since the run the class path has changed: " + difference
                + "; put back what was there");
        this.problem = absent.problem;
    }

    /** The same where it is known what has become of the class path. */
    PartException since(Optional<String> difference) {
        return difference.map(change -> new PartException(this, change)).orElse(this);
    }

    /** About the class path or a part as a whole. */
    static PartException of(Subject subject, String found, String allowed) {
        return new PartException(new Problem(subject, "", found, allowed, Optional.empty()));
    }

    Problem problem() {
        return problem;
    }
}
