package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/** Asks a rule that a user has written, and keeps its bytes with what other rules remember. */
record CustomEvaluation(StopRule.Custom rule, OwnRules own) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        Optional<String> saved = before.filter(RuleState.Own.class::isInstance)
                .map(RuleState.Own.class::cast)
                .filter(state -> state.part().equals(rule.part().name()))
                .map(RuleState.Own::saved);
        OwnRules.Judged answer = own.judge(rule, observation, saved);
        VerdictBuilder verdict = VerdictBuilder.of(rule);
        answer.value().ifPresent(verdict::value);
        return Judgement.of(
                verdict.build(answer.status(), explanation(answer)),
                new RuleState.Own(rule.part().name(), answer.saved()));
    }

    /** With the part's name, where that of the rule is another, such as {@code custom}: people look for who has said it. */
    private String explanation(OwnRules.Judged answer) {
        String part = rule.part().name();
        if (answer.status() == Verdict.Status.NOT_EVALUABLE || rule.name().equals(part)) {
            return answer.explanation();
        }
        return answer.explanation().isBlank() ? part : part + ": " + answer.explanation();
    }
}
