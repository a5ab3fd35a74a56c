package io.jenkins.trainmodel.stop;

import java.util.List;

/**
 * All verdicts on one observation, and what follows from them.
 *
 * @param verdicts one per top-level rule, in the order of the specification
 * @param fired those that fired, the deciding one first: most severe outcome, then the order of the specification
 */
public record Decision(List<Verdict> verdicts, List<Verdict> fired) {
    /** Tells whether the run ends here. */
    public boolean stop() {
        return !fired.isEmpty();
    }
}
