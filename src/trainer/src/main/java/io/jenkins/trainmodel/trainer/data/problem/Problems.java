package io.jenkins.trainmodel.trainer.data.problem;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far: people want to see them at once, but not a million of the same kind. */
public final class Problems {
    private static final int SHOWN = 20;

    private final List<String> found = new ArrayList<>();

    /**
     * Notes a problem.
     *
     * @throws DataException with all that was found, when it is enough
     */
    public void add(String problem) {
        found.add(problem);
        if (found.size() == SHOWN) {
            found.add("reading ended after " + SHOWN + " problems; there may be more");
            throw new DataException(found);
        }
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new DataException(found);
        }
    }
}
