package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
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
                verdict.build(answer.status(), answer.explanation()),
                new RuleState.Own(rule.part().name(), answer.saved()));
    }
}
