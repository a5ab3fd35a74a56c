package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All verdicts on one observation, and what follows from them.
 *
 * @param verdicts one per top-level rule that looked, in the order of the specification: every rule at the end of an
 *     epoch, only those that are checked at every step within one
 * @param fired those that fired, the deciding one first: most severe outcome, then the order of the specification
 */
public record Decision(List<Verdict> verdicts, List<Verdict> fired) {

    /** The decision that follows from the verdicts. */
    public static Decision on(List<Verdict> verdicts) {
        List<Verdict> fired = verdicts.stream()
                .filter(Verdict::fired)
                .sorted(Comparator.comparing(Verdict::outcome).reversed())
                .toList();
        return new Decision(List.copyOf(verdicts), fired);
    }

    /** Tells whether the run ends here. */
    public boolean stop() {
        return !fired.isEmpty();
    }

    /** How the run ends; empty when it goes on. */
    public Optional<Outcome> outcome() {
        return fired.stream().findFirst().map(Verdict::outcome);
    }

    /** Why the run ends, in one sentence for people, the deciding rule first; says so when no rule fired. */
    public String reason() {
        if (!stop()) {
            return "no rule fired";
        }
        Verdict deciding = fired.get(0);
        String reason = deciding.rule() + ": " + deciding.explanation();
        return fired.size() == 1 ? reason : reason + " (also fired: " + alsoFired() + ")";
    }

    private String alsoFired() {
        return fired.stream().skip(1).map(Verdict::rule).collect(Collectors.joining(", "));
    }
}
