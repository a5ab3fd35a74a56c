package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fires when as many of its rules as are needed fire in the same evaluation: all, one, or a count. It never latches.
 * Within an epoch it is evaluated where it holds a rule that looks at that moment; the rules that look at the end of
 * an epoch do not take part then, so they cannot make up the count. It is held when its rules cannot make up the
 * count even if those that cannot tell yet would fire, and warming or not evaluable when that is open.
 */
record CompositeEvaluation(StopRule rule, RuleSet rules, int needed) implements RuleEvaluation {
    @Override
    public boolean looksAt(Observation observation) {
        return observation.epochEnd() || rules.looksAt(observation);
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        Map<String, RuleState> states = before.filter(RuleState.Nested.class::isInstance)
                .map(state -> ((RuleState.Nested) state).rules())
                .orElse(Map.of());
        RuleSet.Judgements judgements = rules.judge(observation, states);
        List<Verdict> verdicts = judgements.verdicts();
        Verdict verdict = VerdictBuilder.of(rule)
                .children(verdicts)
                .progress(count(verdicts, Verdict.Status.FIRED), atLeastOne())
                .build(status(verdicts), explanation(verdicts));
        return Judgement.of(verdict, new RuleState.Nested(judgements.states()));
    }

    private Verdict.Status status(List<Verdict> verdicts) {
        long fired = count(verdicts, Verdict.Status.FIRED);
        if (fired >= atLeastOne()) {
            return Verdict.Status.FIRED;
        }
        long mayFire = rules.size() - count(verdicts, Verdict.Status.HELD);
        if (mayFire < atLeastOne()) {
            return Verdict.Status.HELD;
        }
        return count(verdicts, Verdict.Status.WARMING) > 0 ? Verdict.Status.WARMING : Verdict.Status.NOT_EVALUABLE;
    }

    private String explanation(List<Verdict> verdicts) {
        List<Verdict> fired = verdicts.stream().filter(Verdict::fired).toList();
        String count = fired.size() + " of " + rules.size() + " rules fire, " + atLeastOne() + " needed";
        return fired.isEmpty()
                ? count
                : fired.stream()
                        .map(verdict -> verdict.rule() + " (" + verdict.explanation() + ")")
                        .collect(Collectors.joining(", ", count + ": ", ""));
    }

    /** A composite without rules must not fire. */
    private int atLeastOne() {
        return Math.max(1, needed);
    }

    private static long count(List<Verdict> verdicts, Verdict.Status status) {
        return verdicts.stream().filter(verdict -> verdict.status() == status).count();
    }
}
