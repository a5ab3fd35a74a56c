package io.jenkins.trainmodel.trainer.data.problem;

import java.util.List;

/** The data cannot be read, or cannot be trained on. Every problem says where it is, what was found and what to do. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 4000;

    private final List<String> problems;

    public DataException(List<String> problems) {
        super(String.join(
                System.lineSeparator(),
                problems.stream().map(DataException::shown).toList()));
        this.problems = problems.stream().map(DataException::shown).toList();
    }

    public DataException(String problem) {
        this(List.of(problem));
    }

    public DataException(String problem, Throwable cause) {
        super(shown(problem + ": " + cause), cause);
        problems = List.of(getMessage());
    }

    /** Names, cells and messages of libraries come from the data, and go to terminals and pages. */
    private static String shown(String problem) {
        String cut = problem.length() > LONGEST ? problem.substring(0, LONGEST) + "…" : problem;
        return Quoted.printable(cut);
    }

    /** One sentence a problem, in the order in which they were found. */
    public List<String> problems() {
        return problems;
    }
}
