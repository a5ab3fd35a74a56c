package io.jenkins.trainmodel.spec.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A specification that cannot be used, with everything that is wrong with it. Nothing was started. */
public final class SpecException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<SpecProblem> problems;

    public SpecException(List<SpecProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file, at least one. Not kept when the exception is serialized; the message is. */
    public List<SpecProblem> problems() {
        return problems == null ? List.of() : problems;
    }

    private static String message(List<SpecProblem> problems) {
        String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
        return problems.stream()
                .map(SpecProblem::toString)
                .collect(Collectors.joining("\n  ", "The specification has " + count + ":\n  ", ""));
    }
}
