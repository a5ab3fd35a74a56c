package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The rule against the sentences of its documentation, taken literally and computed from all values at once. */
class EarlyStoppingOracleTest {
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void shouldFireWhereTheSentencesSay(
            @ForAll Direction mode,
            @ForAll @IntRange(min = 1, max = 4) int patience,
            @ForAll @IntRange(min = 0, max = 3) int minDeltaQuarters,
            @ForAll @IntRange(min = -1, max = 8) int baselineQuarters,
            @ForAll @IntRange(min = 1, max = 5) int startEpoch,
            @ForAll("curves") List<String> values) {
        double minDelta = minDeltaQuarters / 4.0;
        OptionalDouble baseline =
                baselineQuarters < 0 ? OptionalDouble.empty() : OptionalDouble.of(baselineQuarters / 4.0);
        StopRule rule = Rules.early("m", mode, patience, minDelta, baseline, startEpoch);
        // lower is better from here on
        List<Double> checks = checks(values, startEpoch, mode == Direction.MIN ? 1 : -1);
        OptionalDouble bar = baseline.isEmpty()
                ? baseline
                : OptionalDouble.of(mode == Direction.MIN ? baseline.getAsDouble() : -baseline.getAsDouble());

        List<Boolean> fired = Table.decisions(rule, Table.observations("m", String.join(" ", values))).stream()
                .map(Decision::stop)
                .toList();

        List<Boolean> expected = new ArrayList<>();
        int check = 0;
        for (int epoch = 1; epoch <= values.size(); epoch++) {
            boolean checked = epoch >= startEpoch && !values.get(epoch - 1).equals("-");
            check += checked ? 1 : 0;
            expected.add(checked && withoutImprovement(checks.subList(0, check), minDelta, bar) >= patience);
        }
        assertThat(fired).isEqualTo(expected);
    }

    /** The number of checks after the last one that improved, or of all. */
    private static int withoutImprovement(List<Double> checks, double minDelta, OptionalDouble baseline) {
        int last = checks.size();
        while (last > 0 && !improved(checks.subList(0, last), minDelta, baseline)) {
            last--;
        }
        return checks.size() - last;
    }

    private static boolean improved(List<Double> checks, double minDelta, OptionalDouble baseline) {
        double value = checks.get(checks.size() - 1);
        return setsBest(checks, minDelta) && (baseline.isEmpty() || baseline.getAsDouble() - value > minDelta);
    }

    private static boolean setsBest(List<Double> checks, double minDelta) {
        double value = checks.get(checks.size() - 1);
        return Double.isFinite(value) && best(checks.subList(0, checks.size() - 1), minDelta) - value > minDelta;
    }

    private static double best(List<Double> checks, double minDelta) {
        if (checks.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        return setsBest(checks, minDelta)
                ? checks.get(checks.size() - 1)
                : best(checks.subList(0, checks.size() - 1), minDelta);
    }

    private static List<Double> checks(List<String> values, int startEpoch, int sign) {
        return values.stream()
                .skip(startEpoch - 1)
                .filter(value -> !value.equals("-"))
                .map(value -> sign * Table.number(value))
                .toList();
    }

    @Provide
    Arbitrary<List<String>> curves() {
        Arbitrary<String> quarters =
                Arbitraries.integers().between(0, 9).map(quarter -> Double.toString(quarter / 4.0));
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(8, quarters),
                Tuple.of(1, Arbitraries.of("nan", "inf", "-inf")),
                Tuple.of(1, Arbitraries.just("-")));
        return values.list().ofMinSize(1).ofMaxSize(14);
    }
}
