package io.jenkins.trainmodel.trainer.data;

import java.util.List;

/** The data cannot be read, or cannot be trained on. Every problem says where it is, what was found and what to do. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public DataException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public DataException(String problem) {
        this(List.of(problem));
    }

    public DataException(String problem, Throwable cause) {
        super(problem + ": " + cause, cause);
        problems = List.of(getMessage());
    }

    /** One sentence a problem, in the order in which they were found. */
    public List<String> problems() {
        return problems;
    }
}
