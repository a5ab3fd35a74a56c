package io.jenkins.trainmodel.trainer.cli;

/** What the process's exit code means, besides those of {@link io.jenkins.trainmodel.stop.Outcome}. */
final class ExitCode {
    static final int SUCCESS = 0;
    static final int DEFECT = 1;
    static final int WRONG_INPUT = 2;

    private ExitCode() {}
}
