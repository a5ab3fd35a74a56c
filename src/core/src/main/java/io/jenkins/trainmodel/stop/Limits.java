package io.jenkins.trainmodel.stop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How long a run can last at most, by its rules alone; for estimates of the time left and for schedules that end with the
 * run. Counts {@code maxEpochs}, {@code maxSteps} and {@code maxDuration}, also within composites; milestones do not
 * count, because a run goes on after them, and deadlines are no limits that every run with these rules shares.
 */
public record Limits(OptionalInt epochs, OptionalLong steps, Optional<Duration> duration) {

    /** The limits of a run with these rules; each empty where the rules set none. */
    public static Limits of(List<StopRule> rules) {
        Optional<Integer> epochs = earliest(rules, StopRule.MaxEpochs.class, StopRule.MaxEpochs::epochs);
        Optional<Long> steps = earliest(rules, StopRule.MaxSteps.class, StopRule.MaxSteps::steps);
        return new Limits(
                epochs.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                steps.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                earliest(rules, StopRule.MaxDuration.class, StopRule.MaxDuration::duration));
    }

    private static <R extends StopRule, T extends Comparable<T>> Optional<T> earliest(
            List<StopRule> rules, Class<R> type, Function<R, T> limit) {
        return EarliestOf.of(
                rules,
                rule -> Optional.of(rule)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .map(limit));
    }

    /** The epochs that the limits on epochs and on steps allow, the last one begun counted whole. */
    public OptionalInt plannedEpochs(long stepsPerEpoch) {
        if (steps.isEmpty()) {
            return epochs;
        }
        long bySteps = Math.max(1, -Math.floorDiv(-steps.getAsLong(), stepsPerEpoch));
        return OptionalInt.of((int) Math.min(bySteps, epochs.orElse(Integer.MAX_VALUE)));
    }

    /** Whether the limit on steps is reached no later than that on epochs. */
    public boolean endBySteps(long stepsPerEpoch) {
        return steps.isPresent() && steps.equals(plannedSteps(stepsPerEpoch));
    }

    /** The optimizer steps that the limits on epochs and on steps allow. */
    public OptionalLong plannedSteps(long stepsPerEpoch) {
        long byEpochs = epochs.isPresent() ? Math.multiplyExact(epochs.getAsInt(), stepsPerEpoch) : Long.MAX_VALUE;
        long planned = Math.min(byEpochs, steps.orElse(Long.MAX_VALUE));
        return planned == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(planned);
    }
}
