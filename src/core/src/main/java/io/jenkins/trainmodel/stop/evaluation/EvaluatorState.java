package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the rules of a run remember; saved in every checkpoint and taken from it when the run is resumed.
 *
 * @param rules the state of every top-level rule that remembers something, by the rule's name; a composite's state holds
 *     those of its rules by theirs. So a rule set that was changed for a resume keeps the state of the rules that stay
 * @param fired what fired at the last observation, the deciding verdict first; not empty in a checkpoint that was saved
 *     while the run was ending, so that a run killed right then still knows that it is over, and why
 */
public record EvaluatorState(Map<String, RuleState> rules, List<Verdict> fired) {
    public EvaluatorState {
        rules = rules == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        fired = fired == null ? List.of() : List.copyOf(fired);
    }

    /** The state of a run that has not begun. */
    public static EvaluatorState empty() {
        return new EvaluatorState(Map.of(), List.of());
    }
}
