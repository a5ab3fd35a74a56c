package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.gate.Tolerance;
import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.PastRuns;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.Place;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.WhenMissing;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec.Kind;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Threshold;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid references, warm starts and gates of every kind. */
final class ComparisonArbitraries {
    private ComparisonArbitraries() {}

    static Arbitrary<ReferenceSpec> references() {
        Arbitrary<Place> place = Arbitraries.oneOf(
                SpecArbitraries.path().map(Place.At::new),
                SpecArbitraries.text().map(Place.Missing::new),
                Arbitraries.just(new Place.First()));
        Arbitrary<PastRuns> past = Arbitraries.oneOf(
                Arbitraries.of(
                        new PastRuns.Directories(Path.of("/project/runs"), "night-*"),
                        new PastRuns.Directories(Path.of("/"), "only")),
                Combinators.combine(SpecArbitraries.text(), SpecArbitraries.positive())
                        .as((name, value) -> new PastRuns.Inline(
                                new MeasuredRun(name, Map.of("validation/loss", -value, "b", value)))));
        return Combinators.combine(
                        place,
                        SpecArbitraries.text().optional(),
                        Arbitraries.of(WhenMissing.class),
                        past.list().ofMaxSize(3))
                .as(ReferenceSpec::new);
    }

    static Arbitrary<WarmStartSpec> warmStarts() {
        Arbitrary<List<String>> names =
                Arbitraries.of("fc.*", "*", "conv1.weight").list().ofMaxSize(2);
        return Combinators.combine(Arbitraries.of(Kind.PARAMETERS, Kind.EVERYTHING), names, names)
                .as(WarmStartSpec::new);
    }

    static Arbitrary<List<Gate>> gates() {
        Arbitrary<Outcome> outcome = Arbitraries.of(Outcome.UNSTABLE, Outcome.FAILURE);
        Arbitrary<Margin> margin = Combinators.combine(SpecArbitraries.positive(), Arbitraries.of(true, false))
                .as((amount, relative) -> new Margin(relative ? Math.min(amount, 1e6) : amount, relative));
        Arbitrary<Tolerance> tolerance = Arbitraries.oneOf(
                margin.map(Tolerance.class::cast),
                Combinators.combine(Arbitraries.integers().between(5, 200), margin)
                        .as(Tolerance.OfSpread::new));
        Arbitrary<Gate> bound = Combinators.combine(
                        RuleArbitraries.metric(), Arbitraries.of(Direction.class), SpecArbitraries.positive(), outcome)
                .as((metric, direction, value, severity) ->
                        new Gate.Bound(metric, new Threshold(direction, value), severity));
        Arbitrary<Gate> noWorse = Combinators.combine(
                        RuleArbitraries.metric(), Arbitraries.of(Direction.class), tolerance, outcome)
                .as(Gate.NoWorse::new);
        Arbitrary<Gate> challenge = Combinators.combine(
                        Arbitraries.of("validation/loss", "validation/accuracy"),
                        Arbitraries.of(Direction.class),
                        outcome)
                .as(Gate.Challenge::new);
        return Arbitraries.oneOf(bound, noWorse, challenge).list().ofMaxSize(3);
    }
}
