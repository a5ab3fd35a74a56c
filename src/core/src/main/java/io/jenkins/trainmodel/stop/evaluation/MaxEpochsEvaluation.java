package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import java.util.Optional;

/** Fires when as many epochs are complete. */
record MaxEpochsEvaluation(StopRule.MaxEpochs rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        int done = observation.epoch();
        return Judgement.of(VerdictBuilder.of(rule)
                .progress(done, rule.epochs())
                .firedIf(done >= rule.epochs(), "epoch " + done + " of " + rule.epochs() + " is complete"));
    }
}
