package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/** Fires when as many optimizer steps are complete; looks at every step. */
record MaxStepsEvaluation(StopRule.MaxSteps rule) implements RuleEvaluation {
    @Override
    public boolean looksAt(Observation observation) {
        return true;
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        long done = observation.step();
        VerdictBuilder verdict = VerdictBuilder.of(rule);
        if (done < 0) {
            return Judgement.of(verdict.build(Verdict.Status.NOT_EVALUABLE, "the number of steps is not known"));
        }
        return Judgement.of(verdict.progress(done, rule.steps())
                .firedIf(done >= rule.steps(), "step " + done + " of " + rule.steps() + " is complete"));
    }
}
