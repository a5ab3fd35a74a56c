package io.jenkins.trainmodel.stop;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The earliest of the limits that rules set, each of which stays reached; composites count as they fire. */
public final class EarliestOf {
    private EarliestOf() {}

    /**
     * The earliest.
     *
     * @param limit what a rule that is no composite sets, if it sets one
     */
    public static <T extends Comparable<T>> Optional<T> of(
            List<StopRule> rules, Function<StopRule, Optional<T>> limit) {
        return countReached(rules, 1, limit);
    }

    /** When {@code count} of the rules have reached their limits, which stay reached. */
    private static <T extends Comparable<T>> Optional<T> countReached(
            List<StopRule> rules, int count, Function<StopRule, Optional<T>> limit) {
        return rules.stream()
                .map(rule -> within(rule, limit))
                .flatMap(Optional::stream)
                .sorted()
                .skip(Math.max(0, count - 1))
                .findFirst();
    }

    private static <T extends Comparable<T>> Optional<T> within(StopRule rule, Function<StopRule, Optional<T>> limit) {
        if (rule instanceof StopRule.AllOf all) {
            return countReached(all.rules(), all.rules().size(), limit);
        }
        if (rule instanceof StopRule.AtLeastOf some) {
            return countReached(some.rules(), some.count(), limit);
        }
        return rule instanceof StopRule.AnyOf one ? of(one.rules(), limit) : limit.apply(rule);
    }
}
