package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.EarliestOf;
import io.jenkins.trainmodel.stop.StopRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The end of a training that its limits on epochs, steps and time set before any other, at the pace so far. Milestones do
 * not count, because a run goes on after them.
 *
 * @param rule the name of the rule that is going to fire then
 * @param secondsLeft of training until then, at least 0
 */
public record EarliestEnd(String rule, double secondsLeft) implements Comparable<EarliestEnd> {
    /**
     * Where a run stands, and how fast it gets on.
     *
     * @param step completed optimizer steps
     * @param stepOfEpochs the same, had every epoch had as many steps as those ahead; other ones behind another batch size
     * @param elapsedSeconds training time over all resumes
     * @param secondsPerStep everything included; empty before any step was measured
     */
    public record Pace(
            long stepsPerEpoch,
            long step,
            long stepOfEpochs,
            double elapsedSeconds,
            OptionalDouble secondsPerStep,
            WallClock clock) {}

    /** The end that the rules set; empty where none does or where the pace is needed and not known. */
    public static Optional<EarliestEnd> of(List<StopRule> rules, Pace pace) {
        return EarliestOf.of(
                rules,
                rule -> secondsLeft(rule, pace).map(seconds -> new EarliestEnd(rule.name(), Math.max(0, seconds))));
    }

    private static Optional<Double> secondsLeft(StopRule rule, Pace pace) {
        if (rule instanceof StopRule.MaxEpochs max) {
            return paced(max.epochs() * pace.stepsPerEpoch() - pace.stepOfEpochs(), pace);
        }
        if (rule instanceof StopRule.MaxSteps max) {
            return paced(max.steps() - pace.step(), pace);
        }
        if (rule instanceof StopRule.MaxDuration max) {
            return Optional.of(MaxDurationEvaluation.seconds(max.duration()) - pace.elapsedSeconds());
        }
        return rule instanceof StopRule.FinishBy by ? Optional.of(secondsLeft(by, pace.clock())) : Optional.empty();
    }

    private static double secondsLeft(StopRule.FinishBy rule, WallClock clock) {
        Instant last = clock.lastMomentFor(rule.deadline());
        return MaxDurationEvaluation.seconds(
                Duration.between(clock.now(), last.atZone(clock.now().getZone())));
    }

    private static Optional<Double> paced(long stepsLeft, Pace pace) {
        return pace.secondsPerStep().isPresent()
                ? Optional.of(stepsLeft * pace.secondsPerStep().getAsDouble())
                : Optional.empty();
    }

    @Override
    public int compareTo(EarliestEnd other) {
        return Double.compare(secondsLeft, other.secondsLeft);
    }
}
