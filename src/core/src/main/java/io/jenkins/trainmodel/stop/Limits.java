package io.jenkins.trainmodel.stop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long a run can last at most, by its rules alone; for estimates of the time left and for schedules that end with the
 * run. Counts {@code maxEpochs}, {@code maxSteps} and {@code maxDuration}, also within composites; milestones do not
 * count, because a run goes on after them, and deadlines are no limits that every run with these rules shares.
 */
public record Limits(OptionalInt epochs, OptionalLong steps, Optional<Duration> duration) {

    /** The limits of a run with these rules; each empty where the rules set none. */
    public static Limits of(List<StopRule> rules) {
        Optional<Integer> epochs = EarliestOf.of(
                rules,
                rule -> rule instanceof StopRule.MaxEpochs max //
                        ? Optional.of(max.epochs())
                        : Optional.empty());
        Optional<Long> steps = EarliestOf.of(
                rules,
                rule -> rule instanceof StopRule.MaxSteps max //
                        ? Optional.of(max.steps())
                        : Optional.empty());
        Optional<Duration> duration = EarliestOf.of(
                rules,
                rule -> rule instanceof StopRule.MaxDuration max //
                        ? Optional.of(max.duration())
                        : Optional.empty());
        return new Limits(
                epochs.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                steps.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                duration);
    }

    /** The epochs that the limits on epochs and on steps allow, the last one begun counted whole. */
    public OptionalInt plannedEpochs(long stepsPerEpoch) {
        if (steps.isEmpty()) {
            return epochs;
        }
        long bySteps = Math.max(1, -Math.floorDiv(-steps.getAsLong(), stepsPerEpoch));
        return OptionalInt.of((int) Math.min(bySteps, epochs.orElse(Integer.MAX_VALUE)));
    }

    /** The optimizer steps that the limits on epochs and on steps allow. */
    public OptionalLong plannedSteps(long stepsPerEpoch) {
        long byEpochs = epochs.isPresent() ? Math.multiplyExact(epochs.getAsInt(), stepsPerEpoch) : Long.MAX_VALUE;
        long planned = Math.min(byEpochs, steps.orElse(Long.MAX_VALUE));
        return planned == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(planned);
    }
}
