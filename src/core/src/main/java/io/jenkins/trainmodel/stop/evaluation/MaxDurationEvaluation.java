package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Duration;
import java.util.Optional;

/** Fires when the training time over all resumes reaches the limit; looks at every step. */
record MaxDurationEvaluation(StopRule.MaxDuration rule) implements RuleEvaluation {
    @Override
    public boolean looksAt(Observation observation) {
        return true;
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        double elapsed = observation.elapsedSeconds();
        VerdictBuilder verdict = VerdictBuilder.of(rule);
        if (Double.isNaN(elapsed)) {
            return Judgement.of(verdict.build(Verdict.Status.NOT_EVALUABLE, "the training time is not known"));
        }
        double limit = seconds(rule.duration());
        String explanation = Wording.duration(elapsed) + " of " + Wording.duration(limit) + " of training have passed";
        return Judgement.of(verdict.progress(elapsed, limit).firedIf(elapsed >= limit, explanation));
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
