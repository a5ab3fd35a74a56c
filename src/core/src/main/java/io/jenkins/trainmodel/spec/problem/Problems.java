package io.jenkins.trainmodel.spec.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it is reported at once. */
public final class Problems {
    /** Enough for any person; a hostile file shall not fill the memory or the screen. */
    private static final int LIMIT = 100;

    private static final Comparator<SpecProblem> BY_PLACE = Comparator.<SpecProblem>comparingInt(
                    problem -> problem.location().line())
            .thenComparingInt(problem -> problem.location().column());

    private final List<SpecProblem> found = new ArrayList<>();
    private int count;

    public void add(SpecProblem problem) {
        count++;
        if (found.size() < LIMIT) {
            found.add(problem);
        }
    }

    /** How many were found so far, including those that are too many to keep. */
    public int count() {
        return count;
    }

    /**
     * Ends the reading if anything is wrong.
     *
     * @throws SpecException with every problem, in the order of the file; sources without lines come first
     */
    public void throwIfAny() throws SpecException {
        if (count > 0) {
            throw new SpecException(found.stream().sorted(BY_PLACE).toList());
        }
    }
}
