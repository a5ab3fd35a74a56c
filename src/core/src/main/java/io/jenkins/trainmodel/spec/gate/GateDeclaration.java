package io.jenkins.trainmodel.spec.gate;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.Spread;
import io.jenkins.trainmodel.gate.Tolerance;
import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.gate.WithinType.Within;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Threshold;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An item of the list under {@code gates}. */
public final class GateDeclaration {
    private static final int MOST = 100;
    private static final int MOST_LAST = 200;
    private static final int USUAL_LAST = 10;

    static final Key<Gate, Optional<String>> METRIC = Key.optional(
            "metric",
            GateMetrics.TYPE,
            gate -> gate instanceof Gate.Challenge || gate instanceof Gate.Drift
                    ? Optional.empty()
                    : Optional.of(gate.metric()),
            "The metric of the kept model that is judged.");
    static final Key<Gate, Optional<Double>> AT_LEAST = Key.optional(
            "atLeast", Types.number(), gate -> bound(gate, Direction.MAX), "The value that it must reach or exceed.");
    static final Key<Gate, Optional<Double>> AT_MOST = Key.optional(
            "atMost",
            Types.number(),
            gate -> bound(gate, Direction.MIN),
            "The value that it must reach or fall below.");
    static final Key<Gate, Optional<String>> NO_WORSE_THAN = Key.optional(
            "noWorseThan",
            Types.word(List.of("reference")),
            gate -> gate instanceof Gate.NoWorse ? Optional.of("reference") : Optional.empty(),
            "The run whose value it must not be worse than.");
    static final Key<Gate, Optional<Within>> WITHIN = Key.optional(
            "within",
            new WithinType(),
            gate -> noWorse(gate).map(GateDeclaration::within),
            "By how much it may be worse; spread: by as much as the last accepted runs spread.");
    static final Key<Gate, Optional<Margin>> OTHERWISE = Key.optional(
            "otherwise",
            new MarginType(),
            gate -> spread(gate).map(Tolerance.OfSpread::otherwise),
            "With within: spread, by how much it may be worse where there are too few accepted runs; without it, by nothing.");
    static final Key<Gate, Optional<Integer>> LAST = Key.optional(
            "last",
            Types.integer(Spread.FEWEST_RUNS, MOST_LAST),
            gate -> spread(gate).map(Tolerance.OfSpread::last),
            "With within: spread, how many of the last accepted runs count; without it, " + USUAL_LAST + ".");
    static final Key<Gate, Optional<String>> CHALLENGE = Key.optional(
            "challenge",
            GateMetrics.TYPE,
            gate -> gate instanceof Gate.Challenge ? Optional.of(gate.metric()) : Optional.empty(),
            "In place of metric: the reference's model and the new one are both measured on the validation data of this run,"
                    + " and the new one must not be worse by this metric.");
    static final Key<Gate, Optional<Double>> DRIFT = Key.optional(
            "drift",
            Types.above(0),
            gate -> drift(gate).map(Gate.Drift::atMost),
            "In place of metric: the data that trains has the columns that the reference's has, and the population stability"
                    + " index of none is above this value, such as 0.25.");
    static final Key<Gate, Optional<List<String>>> COLUMNS = Key.optional(
            "columns",
            Types.list(Types.text("the name of a column", 200), 1, MOST, "a list of columns, such as [age, city]"),
            gate -> drift(gate).map(Gate.Drift::columns).filter(columns -> !columns.isEmpty()),
            "With drift, the columns that it looks at; without it, all, and what is predicted.");
    static final Key<Gate, Optional<Direction>> MODE = Key.optional(
            "mode",
            Types.word(Direction.class),
            GateDeclaration::mode,
            "Which way the metric gets better; required where that is not known of the metric and a reference is compared with.");
    private static final Key<Gate, Outcome> OUTCOME = Key.of(
            "outcome",
            Types.words(List.of(Outcome.UNSTABLE, Outcome.FAILURE)),
            Gate::outcome,
            Outcome.UNSTABLE,
            "How the run ends at best where the gate does not hold.");

    private static final ObjectType<Gate> TYPE = ObjectType.<Gate>named(
                    "gates", "A condition that the kept model must meet when training is over.")
            .key(METRIC)
            .key(AT_LEAST)
            .key(AT_MOST)
            .key(NO_WORSE_THAN)
            .key(WITHIN)
            .key(OTHERWISE)
            .key(LAST)
            .key(CHALLENGE)
            .key(DRIFT)
            .key(COLUMNS)
            .key(MODE)
            .key(OUTCOME)
            .check(GateChecks::condition)
            .check(GateChecks::tolerance)
            .check(GateChecks::drift)
            .check(GateChecks::direction)
            .check(GateChecks::reference)
            .build(GateDeclaration::gate);

    /** What stands under {@code gates}. */
    public static final ValueType<List<Gate>> LIST =
            Types.list(TYPE, 0, MOST, "a list of gates, such as {metric: validation/accuracy, atLeast: 0.95}");

    private GateDeclaration() {}

    private static Gate gate(Values values) {
        Outcome outcome = values.get(OUTCOME);
        Optional<String> metric = values.get(METRIC);
        Optional<Double> drift = values.get(DRIFT);
        if (drift.isPresent()) {
            return new Gate.Drift(drift.get(), values.get(COLUMNS).orElse(List.of()), outcome);
        }
        if (metric.isEmpty()) {
            String challenged = values.get(CHALLENGE).orElseThrow();
            return new Gate.Challenge(challenged, direction(challenged, values), outcome);
        }
        if (values.get(NO_WORSE_THAN).isPresent()) {
            return new Gate.NoWorse(metric.get(), direction(metric.get(), values), tolerance(values), outcome);
        }
        Threshold threshold = values.get(AT_LEAST)
                .map(value -> new Threshold(Direction.MAX, value))
                .orElseGet(
                        () -> new Threshold(Direction.MIN, values.get(AT_MOST).orElseThrow()));
        return new Gate.Bound(metric.get(), threshold, outcome);
    }

    private static Direction direction(String metric, Values values) {
        return values.get(MODE).or(() -> MetricNames.knownDirection(metric)).orElseThrow();
    }

    private static Tolerance tolerance(Values values) {
        Within within = values.get(WITHIN).orElse(new Within(Optional.of(Margin.NONE)));
        return within.margin()
                .<Tolerance>map(Function.identity())
                .orElseGet(() -> new Tolerance.OfSpread(
                        values.get(LAST).orElse(USUAL_LAST),
                        values.get(OTHERWISE).orElse(Margin.NONE)));
    }

    private static Optional<Double> bound(Gate gate, Direction direction) {
        return gate instanceof Gate.Bound bound && bound.mode() == direction
                ? Optional.of(bound.threshold().value())
                : Optional.empty();
    }

    private static Optional<Gate.Drift> drift(Gate gate) {
        return gate instanceof Gate.Drift drift ? Optional.of(drift) : Optional.empty();
    }

    private static Optional<Gate.NoWorse> noWorse(Gate gate) {
        return gate instanceof Gate.NoWorse compared ? Optional.of(compared) : Optional.empty();
    }

    private static Within within(Gate.NoWorse gate) {
        return gate.within() instanceof Margin margin ? new Within(Optional.of(margin)) : Within.OF_SPREAD;
    }

    private static Optional<Tolerance.OfSpread> spread(Gate gate) {
        return noWorse(gate)
                .map(Gate.NoWorse::within)
                .filter(Tolerance.OfSpread.class::isInstance)
                .map(Tolerance.OfSpread.class::cast);
    }

    /** A bound says itself which way is better. */
    private static Optional<Direction> mode(Gate gate) {
        boolean known = gate instanceof Gate.Bound
                || gate instanceof Gate.Drift
                || MetricNames.knownDirection(gate.metric())
                        .filter(gate.mode()::equals)
                        .isPresent();
        return known ? Optional.empty() : Optional.of(gate.mode());
    }
}
