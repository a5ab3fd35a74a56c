package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Rule sets of every kind, and runs with steps, epochs, missing values and values that are not finite. */
public final class ArbitraryRuns {
    private static final List<String> METRICS =
            List.of("train/loss", "validation/loss", "validation/accuracy", "gradient/norm");

    private ArbitraryRuns() {}

    public static Arbitrary<List<StopRule>> ruleSets() {
        return rules(2).list().ofMinSize(1).ofMaxSize(5);
    }

    private static Arbitrary<StopRule> rules(int depth) {
        return depth == 0
                ? leaves()
                : Arbitraries.frequencyOf(
                        Tuple.of(4, leaves()), Tuple.of(1, Arbitraries.lazy(() -> composites(depth - 1))));
    }

    private static Arbitrary<StopRule> composites(int depth) {
        Arbitrary<List<StopRule>> children = rules(depth).list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(children, Arbitraries.integers().between(0, 3))
                .as((rules, kind) -> switch (kind) {
                    case 0 -> new StopRule.AllOf("allOf", Outcome.SUCCESS, rules);
                    case 1 -> new StopRule.AnyOf("anyOf", Outcome.UNSTABLE, rules);
                    default ->
                        new StopRule.AtLeastOf("atLeastOf", Outcome.FAILURE, Math.min(kind, rules.size()), rules);
                });
    }

    private static Arbitrary<StopRule> leaves() {
        Arbitrary<Integer> small = Arbitraries.integers().between(1, 4);
        Arbitrary<Double> level = Arbitraries.integers().between(0, 8).map(quarter -> quarter / 4.0);
        return Arbitraries.oneOf(
                Arbitraries.integers().between(5, 15).map(Rules::maxEpochs),
                Arbitraries.longs().between(40, 200).map(Rules::maxSteps),
                Arbitraries.integers().between(200, 1_000).map(s -> Rules.maxDuration(Duration.ofSeconds(s))),
                Arbitraries.integers().between(200, 1_000).map(s -> Rules.finishBy(Duration.ofSeconds(s))),
                Combinators.combine(level, small)
                        .as((value, smooth) -> Rules.atLeast("validation/accuracy", value, smooth)),
                level.map(value -> new StopRule.LossBelow("lossBelow", Outcome.SUCCESS, value)),
                Combinators.combine(small, level, small).as(ArbitraryRuns::early),
                Combinators.combine(level, small).as(Rules::gradientBelow),
                Combinators.combine(level, small).as(Rules::gradientChangeBelow),
                Combinators.combine(small, level, small).as(Rules::plateau),
                Combinators.combine(small, level, small).as(ArbitraryRuns::earlyAtEveryValidation),
                level.map(value -> Rules.diverged(OptionalDouble.of(4 * value), OptionalDouble.of(4 * value), true)),
                Combinators.combine(level, small).as(Rules::overfitting),
                level.map(Rules::behindReference),
                Combinators.combine(level, Arbitraries.integers().between(8, 20))
                        .as((value, epochs) -> Rules.unreachable(value, Rules.withinEpochs(epochs))),
                small.map(epoch -> Rules.milestone(3 * epoch)),
                level.map(value -> Rules.score(Map.of("validation/accuracy", 1.0, "validation/loss", -0.5), value)));
    }

    private static StopRule early(int patience, double level, int startEpoch) {
        return Rules.early(
                "validation/loss",
                Direction.MIN,
                patience,
                level / 4,
                level > 1 ? OptionalDouble.of(level) : OptionalDouble.empty(),
                startEpoch);
    }

    private static StopRule earlyAtEveryValidation(int patience, double level, int smooth) {
        return new StopRule.EarlyStopping(
                "earlyStopping",
                Outcome.SUCCESS,
                "validation/loss",
                Direction.MIN,
                patience,
                level / 4,
                OptionalDouble.empty(),
                1,
                true,
                Every.VALIDATION,
                smooth);
    }

    /** Up to 16 epochs of 10 steps, of which some are observed. */
    public static Arbitrary<List<Observation>> runs() {
        Arbitrary<List<Map<String, Double>>> epochs =
                metrics().list().ofMinSize(1).ofMaxSize(16);
        Arbitrary<List<Map<String, Double>>> steps = metrics().list().ofSize(16);
        return Combinators.combine(epochs, steps, Arbitraries.integers().between(1, 9))
                .as(ArbitraryRuns::run);
    }

    private static List<Observation> run(
            List<Map<String, Double>> epochs, List<Map<String, Double>> steps, int observedStep) {
        List<Observation> run = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs.size(); epoch++) {
            long step = (epoch - 1) * 10L + observedStep;
            if ((epoch + observedStep) % 3 == 0) {
                run.add(Table.timed(new Observation(epoch, step, step * 6.0, false, steps.get(epoch - 1))));
            }
            run.add(Table.timed(new Observation(epoch, epoch * 10L, epoch * 60.0, true, epochs.get(epoch - 1))));
        }
        return run;
    }

    private static Arbitrary<Map<String, Double>> metrics() {
        Arbitrary<Double> value = Arbitraries.frequencyOf(
                Tuple.of(40, Arbitraries.integers().between(0, 8).map(quarter -> quarter / 4.0)),
                Tuple.of(1, Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
        return value.optional(0.9).list().ofSize(METRICS.size()).map(values -> {
            Map<String, Double> metrics = new HashMap<>();
            for (int i = 0; i < METRICS.size(); i++) {
                String metric = METRICS.get(i);
                values.get(i).ifPresent(number -> metrics.put(metric, number));
            }
            return metrics;
        });
    }
}
