package io.jenkins.trainmodel.trainer.failure;

import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The number of problems that a failure lists, for the places where the list does not stand.
 *
 * @param count 0 where it lists none
 * @param first one line with the number and the first of several
 * @param closing one line behind the list
 */
record ProblemCount(int count, String first, String closing) {
    private static final ProblemCount NONE = new ProblemCount(0, "", "");

    static ProblemCount of(Throwable failure) {
        if (failure instanceof SpecException spec && !spec.problems().isEmpty()) {
            return of(spec.problems());
        }
        return failure instanceof DataException data ? ofData(data.problems()) : NONE;
    }

    private static ProblemCount of(List<SpecProblem> problems) {
        String where = problems.stream()
                .map(problem -> problem.location().source())
                .distinct()
                .collect(Collectors.joining(", "));
        return new ProblemCount(
                problems.size(),
                "The specification has " + problems.size() + " problems, the first: " + problems.get(0),
                problems.size() + " problems in " + where);
    }

    private static ProblemCount ofData(List<String> problems) {
        return new ProblemCount(
                problems.size(),
                "The data has " + problems.size() + " problems, the first: " + problems.get(0),
                problems.size() + " problems in the data");
    }

    boolean isOne() {
        return count == 1;
    }

    /** In the place of a list of several. */
    Optional<String> ofSeveral() {
        return count < 2 ? Optional.empty() : Optional.of(first);
    }

    /** Behind a list, of problems or of something else under a heading. */
    String behind(String list) {
        String heading = list.lines().findFirst().orElse("").strip();
        if (count > 0) {
            return closing;
        }
        return heading.endsWith(":") ? heading.substring(0, heading.length() - 1) : list;
    }
}
