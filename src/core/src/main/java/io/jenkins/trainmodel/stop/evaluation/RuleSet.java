package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRuleVisitor;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules that are judged side by side, in the order of the specification, each with its own state. */
final class RuleSet {
    /** A rule's evaluation by a key that is unique in the set: its name, with a number where a name stands twice. */
    private final Map<String, RuleEvaluation> evaluations = new LinkedHashMap<>();

    RuleSet(List<StopRule> rules, StopRuleVisitor<RuleEvaluation> visitor) {
        for (StopRule rule : rules) {
            evaluations.put(freeKey(rule.name()), rule.accept(visitor));
        }
    }

    int size() {
        return evaluations.size();
    }

    /** Whether a rule of the set judges this moment. */
    boolean looksAt(Observation observation) {
        return evaluations.values().stream().anyMatch(evaluation -> evaluation.looksAt(observation));
    }

    /** The verdicts of the rules that look at this observation, and the states of all rules after it. */
    Judgements judge(Observation observation, Map<String, RuleState> before) {
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, RuleState> after = new LinkedHashMap<>();
        evaluations.forEach((key, evaluation) -> {
            Optional<RuleState> state = Optional.ofNullable(before.get(key));
            if (evaluation.looksAt(observation)) {
                RuleEvaluation.Judgement judgement = evaluation.judge(observation, state);
                verdicts.add(judgement.verdict());
                state = judgement.after();
            }
            state.ifPresent(remembered -> after.put(key, remembered));
        });
        return new Judgements(verdicts, after);
    }

    private String freeKey(String name) {
        String key = name;
        for (int number = 2; evaluations.containsKey(key); number++) {
            key = name + "#" + number;
        }
        return key;
    }

    record Judgements(List<Verdict> verdicts, Map<String, RuleState> states) {}
}
