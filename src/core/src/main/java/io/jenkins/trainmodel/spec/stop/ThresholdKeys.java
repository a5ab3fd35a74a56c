package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.stop.Threshold;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys of a bound, of which exactly one is given.
 *
 * @param atLeast the value is to be reached from below
 * @param atMost the value is to be reached from above
 */
record ThresholdKeys<R>(Key<R, Optional<Double>> atLeast, Key<R, Optional<Double>> atMost) {

    static <R> ThresholdKeys<R> of(Function<R, Threshold> getter) {
        return new ThresholdKeys<>(
                Key.optional(
                        "atLeast",
                        Types.number(),
                        rule -> value(getter.apply(rule), Direction.MAX),
                        "The value that the metric is to reach or exceed; either this or atMost."),
                Key.optional(
                        "atMost",
                        Types.number(),
                        rule -> value(getter.apply(rule), Direction.MIN),
                        "The value that the metric is to reach or fall below; either this or atLeast."));
    }

    private static Optional<Double> value(Threshold threshold, Direction direction) {
        return threshold.direction() == direction ? Optional.of(threshold.value()) : Optional.empty();
    }

    Threshold threshold(Values values) {
        return values.get(atLeast)
                .map(value -> new Threshold(Direction.MAX, value))
                .orElseGet(() -> new Threshold(Direction.MIN, values.get(atMost).orElseThrow()));
    }
}
