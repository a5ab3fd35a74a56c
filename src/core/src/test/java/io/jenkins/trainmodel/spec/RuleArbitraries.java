package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.spec.SpecArbitraries.duration;
import static io.jenkins.trainmodel.spec.SpecArbitraries.positive;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Horizon;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid stop rules of every type, with names that are unique in their list. */
final class RuleArbitraries {

    private RuleArbitraries() {}

    /** A rule before it has its name. */
    private interface Unnamed {
        StopRule named(String name, Outcome outcome);
    }

    private record Drawn(Unnamed rule, Outcome outcome) {}

    /** Begins with a limit, because schedules and forecasts may need one. */
    static Arbitrary<List<StopRule>> named() {
        return Combinators.combine(count(), rule(2).list().ofMaxSize(5)).as((epochs, drawn) -> {
            AtomicInteger number = new AtomicInteger();
            List<StopRule> rest = name(drawn, number);
            StopRule limit = new StopRule.MaxEpochs("limit", Outcome.SUCCESS, epochs);
            return IntStream.rangeClosed(0, rest.size())
                    .mapToObj(index -> index == 0 ? limit : rest.get(index - 1))
                    .toList();
        });
    }

    private static List<StopRule> name(List<Drawn> drawn, AtomicInteger number) {
        return drawn.stream()
                .map(rule -> rule.rule().named("rule " + number.incrementAndGet(), rule.outcome()))
                .toList();
    }

    static Arbitrary<String> metric() {
        return Arbitraries.of(
                "train/loss", "validation/accuracy", "validation/top3", "gradient/norm", "learningRate", "train/f1");
    }

    private static Arbitrary<Integer> count() {
        return Arbitraries.integers().greaterOrEqual(1);
    }

    private static Arbitrary<Threshold> threshold() {
        return Combinators.combine(Arbitraries.of(Direction.class), Arbitraries.doubles())
                .as(Threshold::new);
    }

    private static Arbitrary<Drawn> rule(int depth) {
        Arbitrary<Unnamed> simple = Arbitraries.oneOf(List.of(limits(), metrics(), comparisons(), gradients()));
        Arbitrary<Unnamed> rule = depth == 0 ? simple : Arbitraries.oneOf(simple, composite(depth));
        return Combinators.combine(rule, Arbitraries.of(Outcome.class)).as(Drawn::new);
    }

    private static Arbitrary<Unnamed> limits() {
        return Arbitraries.oneOf(
                count().map(epochs -> (name, outcome) -> new StopRule.MaxEpochs(name, outcome, epochs)),
                Arbitraries.longs()
                        .greaterOrEqual(1)
                        .map(steps -> (name, outcome) -> new StopRule.MaxSteps(name, outcome, steps)),
                duration().map(time -> (name, outcome) -> new StopRule.MaxDuration(name, outcome, time)),
                deadline().map(deadline -> (name, outcome) -> new StopRule.FinishBy(name, outcome, deadline)),
                count().list()
                        .ofMinSize(1)
                        .ofMaxSize(4)
                        .uniqueElements()
                        .map(epochs -> (name, outcome) -> new StopRule.Milestone(
                                name, outcome, epochs.stream().sorted().toList())));
    }

    private static Arbitrary<Deadline> deadline() {
        Arbitrary<LocalTime> times = Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay);
        Arbitrary<ZoneId> zones = Arbitraries.of("Europe/Berlin", "UTC", "Z", "+05:45", "America/St_Johns")
                .map(ZoneId::of);
        return Arbitraries.oneOf(
                Combinators.combine(times, zones.optional()).as(Deadline.ClockTime::new),
                duration()
                        .filter(time -> time.toSeconds() > Deadline.SMALLEST_RESERVE.toSeconds())
                        .map(Deadline.TimeSpan::new));
    }

    private static Arbitrary<Integer> smooth() {
        return Arbitraries.integers().between(1, 100_000);
    }

    private static Arbitrary<Unnamed> metrics() {
        return Arbitraries.oneOf(
                Combinators.combine(metric(), threshold(), smooth())
                        .as((metric, threshold, smooth) ->
                                (name, outcome) -> new StopRule.Target(name, outcome, metric, threshold, smooth)),
                Arbitraries.doubles().map(loss -> (name, outcome) -> new StopRule.LossBelow(name, outcome, loss)),
                Combinators.combine(metric(), Arbitraries.integers().between(2, 100_000), positive(), count(), smooth())
                        .as((metric, window, deviation, start, smooth) -> (name, outcome) -> new StopRule.Plateau(
                                name, outcome, metric, window, deviation, start, every(metric), smooth)),
                Combinators.combine(positive(), count())
                        .as((gap, patience) ->
                                (name, outcome) -> new StopRule.Overfitting(name, outcome, gap, patience)),
                count().map(number -> (name, outcome) ->
                        new StopRule.Custom(name, outcome, SpecArbitraries.part("two-in-a-row", number))),
                Arbitraries.doubles()
                        .map(weight -> (name, outcome) -> new StopRule.Score(
                                name, outcome, Map.of("train/loss", weight, "validation/accuracy", -weight), weight)));
    }

    private static Arbitrary<Unnamed> comparisons() {
        Arbitrary<Unnamed> early = Combinators.combine(
                        metric(),
                        Arbitraries.of(Direction.class),
                        Arbitraries.integers().greaterOrEqual(0),
                        positive(),
                        Arbitraries.doubles().optional(),
                        count(),
                        Arbitraries.of(true, false))
                .as((metric, mode, patience, delta, baseline, start, restore) ->
                        (name, outcome) -> new StopRule.EarlyStopping(
                                name,
                                outcome,
                                metric,
                                mode,
                                patience,
                                delta,
                                unboxed(baseline),
                                start,
                                restore,
                                every(metric),
                                1 + patience % 7));
        Arbitrary<Unnamed> behind = Combinators.combine(metric(), Arbitraries.of(Direction.class), positive(), smooth())
                .as((metric, mode, slack, smooth) -> (name, outcome) -> new StopRule.BehindReference(
                        name,
                        outcome,
                        metric,
                        mode,
                        slack,
                        Optional.of("/runs/a b").filter(path -> smooth % 2 == 0),
                        smooth));
        Arbitrary<Horizon> within = Arbitraries.oneOf(
                Arbitraries.just(new Horizon(Optional.empty(), Optional.empty())),
                count().map(epochs -> new Horizon(Optional.of(epochs), Optional.empty())),
                duration().map(time -> new Horizon(Optional.empty(), Optional.of(time))));
        Arbitrary<Unnamed> unreachable = Combinators.combine(metric(), threshold(), within, smooth())
                .as((metric, threshold, horizon, smooth) ->
                        (name, outcome) -> new StopRule.Unreachable(name, outcome, metric, threshold, horizon, smooth));
        return Arbitraries.oneOf(early, behind, unreachable);
    }

    /** Within epochs where a validation measures the metric; the domain's specifications validate there. */
    static Every every(String metric) {
        return metric.startsWith("validation/") ? Every.VALIDATION : Every.EPOCH;
    }

    private static OptionalDouble unboxed(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static Arbitrary<Unnamed> gradients() {
        return Arbitraries.oneOf(
                Combinators.combine(positive(), count())
                        .as((norm, patience) ->
                                (name, outcome) -> new StopRule.GradientBelow(name, outcome, norm, patience)),
                Combinators.combine(positive(), Arbitraries.integers().between(2, 100_000))
                        .as((relative, window) ->
                                (name, outcome) -> new StopRule.GradientChangeBelow(name, outcome, relative, window)),
                Combinators.combine(Arbitraries.doubles(), positive().optional())
                        .as((loss, gradient) -> (name, outcome) -> new StopRule.Diverged(
                                name, outcome, OptionalDouble.of(loss), unboxed(gradient), false)));
    }

    private static Arbitrary<Unnamed> composite(int depth) {
        Arbitrary<List<Drawn>> rules = rule(depth - 1).list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(rules, Arbitraries.integers().between(0, 2)).as((drawn, kind) -> (name, outcome) -> {
            List<StopRule> named = drawn.stream()
                    .map(rule -> rule.rule().named(name + "." + (1 + drawn.indexOf(rule)), rule.outcome()))
                    .toList();
            return switch (kind) {
                case 0 -> new StopRule.AllOf(name, outcome, named);
                case 1 -> new StopRule.AnyOf(name, outcome, named);
                default -> new StopRule.AtLeastOf(name, outcome, named.size(), named);
            };
        });
    }
}
