package io.jenkins.trainmodel.stop.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last values of a metric that was measured, the oldest first. A value that is not finite is a value: it stands in
 * the window until newer ones have pushed it out.
 */
record RecentValues(String metric, List<Double> values) {

    /** What a rule on this metric remembers; nothing, when the state is of another kind or metric. */
    static RecentValues remembered(String metric, Optional<RuleState> before) {
        return before.filter(RuleState.Window.class::isInstance)
                .map(RuleState.Window.class::cast)
                .filter(state -> state.metric().equals(metric))
                .map(state -> new RecentValues(metric, state.values()))
                .orElseGet(() -> new RecentValues(metric, List.of()));
    }

    /** The last {@code window} values with this one at their end. */
    RecentValues with(double value, int window) {
        List<Double> longer = new ArrayList<>(values);
        longer.add(value);
        return new RecentValues(
                metric, List.copyOf(longer.subList(Math.max(0, longer.size() - window), longer.size())));
    }

    boolean finite() {
        return values.stream().allMatch(Double::isFinite);
    }

    /** The arithmetic mean; not finite where one of the values is not. */
    double mean() {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    /** The population standard deviation: the root of the mean squared distance from the mean. */
    double deviation() {
        double mean = mean();
        double variance = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN);
        return Math.sqrt(variance);
    }

    /**
     * The largest distance from the oldest value, relative to it: max |v − first| / |first|. For two values, and for
     * values that only rise or only fall, this is the usual relative change from first to last; values that swing and
     * come back are not mistaken for unchanged ones.
     */
    double relativeChange() {
        double first = values.get(0);
        double distance = values.stream()
                .mapToDouble(value -> Math.abs(value - first))
                .max()
                .orElse(Double.NaN);
        return distance == 0 ? 0 : distance / Math.abs(first);
    }

    RuleState.Window state() {
        return new RuleState.Window(metric, values);
    }
}
