package io.jenkins.trainmodel.trainer.check;

import io.jenkins.trainmodel.check.Check;
import io.jenkins.trainmodel.check.Check.Status;
import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tries one thing after the other and keeps what came of each; what fails ends only what needs it. */
public final class Attempts {
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private final Consumer<Check> told;
    private final List<Check> checks = new ArrayList<>();

    /** @param told hears of each as soon as it is over */
    public Attempts(Consumer<Check> told) {
        this.told = told;
    }

    /** What is tried fails with these findings. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final List<String> findings;

        RefusedException(List<String> findings) {
            super(String.join("; ", findings));
            this.findings = List.copyOf(findings);
        }
    }

    /**
     * Tries it.
     *
     * @param found what to say of what came of it
     * @return what came of it; empty where it failed
     */
    public <T> Optional<T> attempt(Subject subject, Callable<T> trial, Function<T, List<String>> found) {
        long start = System.nanoTime();
        try {
            T result = trial.call();
            add(subject, Status.PASSED, found.apply(result), start);
            return Optional.of(result);
        } catch (Exception | LinkageError | OutOfMemoryError failure) {
            add(subject, Status.FAILED, findings(failure), start);
            return Optional.empty();
        }
    }

    /** Notes that it cannot be tried. */
    void skip(Subject subject, String why) {
        add(subject, Status.SKIPPED, List.of(why), System.nanoTime());
    }

    private void add(Subject subject, Status status, List<String> findings, long start) {
        Check check = new Check(subject, status, findings, (System.nanoTime() - start) / NANOSECONDS_PER_SECOND);
        checks.add(check);
        told.accept(check);
    }

    private static List<String> findings(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.findings;
        }
        if (failure instanceof SpecException wrong && !wrong.problems().isEmpty()) {
            return wrong.problems().stream().map(Object::toString).toList();
        }
        return failure instanceof DataException data
                ? data.problems()
                : List.of(Failure.of(failure).reason());
    }

    /** All so far, in the order in which they were tried. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }
}
