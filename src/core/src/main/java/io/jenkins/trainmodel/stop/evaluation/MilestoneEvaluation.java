package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;
import java.util.OptionalInt;

/** Fires at the end of each listed epoch and at no other, so a run that is resumed there goes on to the next. */
record MilestoneEvaluation(StopRule.Milestone rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        int epoch = observation.epoch();
        VerdictBuilder verdict = VerdictBuilder.of(rule);
        if (rule.epochs().contains(epoch)) {
            return Judgement.of(
                    verdict.progress(1, 1).build(Verdict.Status.FIRED, "epoch " + epoch + " is a planned stop"));
        }
        OptionalInt next = rule.epochs().stream()
                .mapToInt(Integer::intValue)
                .filter(listed -> listed > epoch)
                .min();
        return Judgement.of(
                next.isPresent()
                        ? verdict.progress(epoch, next.getAsInt())
                                .build(Verdict.Status.HELD, "the next planned stop is epoch " + next.getAsInt())
                        : verdict.build(Verdict.Status.HELD, "no planned stop is left"));
    }
}
