package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Fires at the first step from which the time that is left until the deadline is no more than what saving and packaging
 * will take. Cannot tell where the time of day is not known.
 */
record FinishByEvaluation(StopRule.FinishBy rule) implements RuleEvaluation {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    @Override
    public boolean looksAt(Observation observation) {
        return true;
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        return Judgement.of(observation
                .clock()
                .map(this::judge)
                .orElseGet(() ->
                        VerdictBuilder.of(rule).build(Verdict.Status.NOT_EVALUABLE, "the time of day is not known")));
    }

    private Verdict judge(WallClock clock) {
        Instant deadline = rule.deadline().after(clock.origin(), clock.now().getZone());
        Instant last = clock.lastMomentFor(rule.deadline());
        Instant now = clock.now().toInstant();
        return VerdictBuilder.of(rule)
                .progress(seconds(clock.origin(), now), seconds(clock.origin(), last))
                .firedIf(!now.isBefore(last), explanation(clock, deadline));
    }

    private String explanation(WallClock clock, Instant deadline) {
        ZonedDateTime local = deadline.atZone(clock.now().getZone()).truncatedTo(ChronoUnit.SECONDS);
        double left = seconds(clock.now().toInstant(), deadline);
        String until = left >= 0
                ? Wording.duration(left) + " are left until "
                : Wording.duration(-left) + " have passed since ";
        return until + TIME.format(local) + ", of which saving and packaging may take "
                + Wording.duration(MaxDurationEvaluation.seconds(clock.reserve()));
    }

    private static double seconds(Instant from, Instant to) {
        return MaxDurationEvaluation.seconds(Duration.between(from, to));
    }
}
