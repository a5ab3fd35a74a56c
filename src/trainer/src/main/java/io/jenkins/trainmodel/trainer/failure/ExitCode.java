package io.jenkins.trainmodel.trainer.failure;

/** What the process's exit code means, besides those of {@link io.jenkins.trainmodel.stop.Outcome}. */
public final class ExitCode {
    public static final int SUCCESS = 0;
    /** A defect, a crash, a disk that is full or gone. */
    public static final int DEFECT = 1;
    /** Nothing was started. */
    public static final int WRONG_INPUT = 2;
    /** A command was sent, and the run has not answered yet. */
    public static final int NOT_ANSWERED = 3;

    private ExitCode() {}
}
