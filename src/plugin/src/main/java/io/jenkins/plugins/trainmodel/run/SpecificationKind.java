package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import io.jenkins.trainmodel.spec.TrainedBy;
import java.util.Optional;

/** Whether a specification is one for the step: for a command that trains, or for the trainer. */
public final class SpecificationKind {
    private SpecificationKind() {}

    /**
     * Refuses one of the other kind before it is read, since what is wrong with its keys would say less.
     *
     * @throws AbortException with what to do
     */
    static void require(String path, String text, boolean watching) throws AbortException {
        Optional<String> problem = problem(path, text, watching);
        if (problem.isPresent()) {
            throw new AbortException(problem.get());
        }
    }

    /**
     * What is wrong where the keys of a specification tell that it is meant for the other kind of step, as it is recorded.
     *
     * @param watching whether the step has a command that trains
     */
    public static Optional<String> problem(String path, String text, boolean watching) {
        return switch (TrainedBy.of(path, text)) {
            case TRAINER -> watching ? Optional.of(trains(path)) : Optional.empty();
            case PROGRAM -> watching ? Optional.empty() : Optional.of(watches(path));
            case UNKNOWN -> Optional.empty();
        };
    }

    private static String trains(String path) {
        return ("%s has the keys data or model, so the trainer trains by it itself, and `command` names a program that"
                        + " trains: leave `command` out, or name a specification with stopWhen and watch alone")
                .formatted(path);
    }

    private static String watches(String path) {
        return ("%s has the key watch, so another program trains: name it by `command`, such as 'python train.py', or name"
                        + " a specification with data and model")
                .formatted(path);
    }
}
