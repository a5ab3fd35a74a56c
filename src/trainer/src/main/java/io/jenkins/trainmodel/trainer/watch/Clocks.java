package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The time of day for deadlines, with what the end of a program may take.
 *
 * @param origin from which deadlines count
 * @param reserve so long before a deadline the program is asked to end
 */
record Clocks(Instant origin, Duration reserve) {
    static Clocks of(WatchedSpec spec, Instant origin) {
        return new Clocks(
                origin,
                Deadline.SMALLEST_RESERVE
                        .plus(spec.watch().signalAfter())
                        .plus(spec.watch().grace()));
    }

    WallClock now() {
        return new WallClock(origin, ZonedDateTime.now(), reserve);
    }

    /**
     * The epochs that the rules allow at most.
     *
     * @param stepsPerEpoch 0: not known yet, so limits on steps say nothing
     */
    Optional<Integer> plannedEpochs(List<StopRule> rules, long stepsPerEpoch) {
        List<StopRule> known = stepsPerEpoch > 0
                ? rules
                : rules.stream()
                        .filter(rule -> !(rule instanceof StopRule.MaxSteps)
                                && rule.rules().isEmpty())
                        .toList();
        OptionalInt planned = Limits.of(known).plannedEpochs(Math.max(1, stepsPerEpoch));
        return planned.isPresent() ? Optional.of(planned.getAsInt()) : Optional.empty();
    }
}
