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

    /** The same with the patience of early stopping unspent, and nothing decided. */
    public EvaluatorState withPatienceAnew() {
        return new EvaluatorState(anew(rules), List.of());
    }

    /** The same with nothing decided. */
    public EvaluatorState undecided() {
        return new EvaluatorState(rules, List.of());
    }

    /** The same without what rules that users have written remember: other code cannot read it. */
    public EvaluatorState withoutOwn() {
        return new EvaluatorState(withoutOwn(rules), fired);
    }

    private static Map<String, RuleState> withoutOwn(Map<String, RuleState> states) {
        Map<String, RuleState> kept = new LinkedHashMap<>();
        states.forEach((rule, state) -> {
            if (state instanceof RuleState.Nested nested) {
                kept.put(rule, new RuleState.Nested(withoutOwn(nested.rules())));
            } else if (!(state instanceof RuleState.Own)) {
                kept.put(rule, state);
            }
        });
        return kept;
    }

    private static Map<String, RuleState> anew(Map<String, RuleState> states) {
        Map<String, RuleState> anew = new LinkedHashMap<>();
        states.forEach((rule, state) -> anew.put(rule, anew(state)));
        return anew;
    }

    private static RuleState anew(RuleState state) {
        if (state instanceof RuleState.Improvement best) {
            return new RuleState.Improvement(best.metric(), best.mode(), best.best(), best.bestEpoch(), 0);
        }
        if (state instanceof RuleState.Smoothed smoothed) {
            return new RuleState.Smoothed(smoothed.recent(), smoothed.rule().map(EvaluatorState::anew));
        }
        return state instanceof RuleState.Nested nested ? new RuleState.Nested(anew(nested.rules())) : state;
    }

    /** The state of a run that has not begun. */
    public static EvaluatorState empty() {
        return new EvaluatorState(Map.of(), List.of());
    }
}
