package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The pictures of {@code docs/stop-rules.md}: for each rule a run in which it fires. */
final class StopRulePictures {
    private static final String TRAIN = "train/loss";
    private static final String LOSS = "validation/loss";
    private static final String ACCURACY = "validation/accuracy";
    private static final String NORM = "gradient/norm";

    private static final DoubleUnaryOperator FALLING = epoch -> 0.25 + 0.9 * Math.exp(-epoch / 4) + wiggle(epoch, 0.02);
    private static final DoubleUnaryOperator TURNING =
            epoch -> 0.3 + 0.9 * Math.exp(-epoch / 3) + 0.012 * Math.max(0, epoch - 8) + wiggle(epoch, 0.02);
    private static final DoubleUnaryOperator RISING = epoch -> 0.99 - 0.6 * Math.exp(-epoch / 5) + wiggle(epoch, 0.01);
    private static final DoubleUnaryOperator NORMS = epoch -> 0.05 + 2 * Math.exp(-epoch / 4) + wiggle(epoch, 0.02);

    private StopRulePictures() {}

    static List<Picture> all() {
        List<Picture> pictures = new ArrayList<>(limits());
        pictures.addAll(values());
        pictures.addAll(pasts());
        pictures.addAll(gradients());
        pictures.addAll(comparisons());
        pictures.addAll(composites());
        return pictures;
    }

    private static List<Picture> limits() {
        return List.of(
                Picture.of("maxEpochs", Rules.maxEpochs(12), epochs(16, Map.of(LOSS, FALLING)), named(LOSS))
                        .mark(12, "12 epochs"),
                Picture.of("maxSteps", Rules.maxSteps(47), steps(6, FALLING), named(TRAIN))
                        .mark(4.7, "47 steps"),
                Picture.of("maxDuration", Rules.maxDuration(Duration.ofSeconds(198)), steps(5, FALLING), named(TRAIN))
                        .mark(3.3, "3m 18s"),
                Picture.of("milestone", Rules.milestone(8, 16), epochs(18, Map.of(LOSS, FALLING)), named(LOSS))
                        .mark(8, "8")
                        .mark(16, "16"));
    }

    private static List<Picture> values() {
        StopRule loss = new StopRule.LossBelow("lossBelow", Outcome.SUCCESS, 0.35);
        StopRule score = Rules.score(Map.of(ACCURACY, 1.0, LOSS, -0.5), 0.7);
        return List.of(
                Picture.of(
                                "target",
                                Rules.atLeast(ACCURACY, 0.9),
                                epochs(14, Map.of(ACCURACY, RISING)),
                                named(ACCURACY))
                        .level(0.9, "atLeast 0.9"),
                Picture.of("lossBelow", loss, epochs(14, Map.of(TRAIN, FALLING)), named(TRAIN))
                        .level(0.35, "0.35"),
                Picture.of("score", score, epochs(14, Map.of(ACCURACY, RISING, LOSS, FALLING)), named(ACCURACY, LOSS))
                        .other("score", points(14, n -> RISING.applyAsDouble(n) - 0.5 * FALLING.applyAsDouble(n)))
                        .level(0.7, "score atLeast 0.7"));
    }

    private static List<Picture> pasts() {
        StopRule plateau = Rules.plateau(5, 0.02, 4);
        List<Observation> missing = new ArrayList<>(epochs(18, Map.of(LOSS, TURNING)));
        missing.set(11, Table.epoch(12));
        missing.set(12, Table.epoch(13, LOSS + "=nan"));
        return List.of(
                Picture.of(
                        "earlyStopping",
                        early(4, 0.01, OptionalDouble.empty(), 1),
                        epochs(18, Map.of(LOSS, TURNING)),
                        named(LOSS)),
                Picture.of("earlyStopping-missing", early(4, 0.01, OptionalDouble.empty(), 1), missing, named(LOSS)),
                Picture.of(
                                "earlyStopping-startEpoch",
                                early(3, 0, OptionalDouble.empty(), 6),
                                epochs(18, Map.of(LOSS, n -> n < 4 ? 0.3 + 0.1 * n : TURNING.applyAsDouble(n - 2))),
                                named(LOSS))
                        .mark(6, "startEpoch 6"),
                Picture.of(
                                "earlyStopping-baseline",
                                early(6, 0, OptionalDouble.of(0.3), 1),
                                epochs(12, Map.of(LOSS, n -> 0.36 + 0.5 / n)),
                                named(LOSS))
                        .level(0.3, "baseline 0.3"),
                Picture.of("plateau", plateau, epochs(24, Map.of(LOSS, FALLING)), named(LOSS))
                        .mark(4, "startEpoch 4"),
                Picture.of(
                        "overfitting",
                        Rules.overfitting(0.1, 3),
                        epochs(
                                20,
                                Map.of(
                                        LOSS,
                                        n -> TURNING.applyAsDouble(n) - wiggle(n, 0.02),
                                        TRAIN,
                                        n -> 0.05 + 1.0 * Math.exp(-n / 4))),
                        named(LOSS, TRAIN)));
    }

    private static List<Picture> gradients() {
        StopRule diverged = Rules.diverged(OptionalDouble.empty(), OptionalDouble.empty(), true);
        List<Observation> exploding =
                new ArrayList<>(steps(4, n -> n < 2.3 ? FALLING.applyAsDouble(n) : 0.6 * Math.exp(2 * (n - 2.3))));
        exploding.set(26, Table.step(27, TRAIN + "=nan"));
        return List.of(
                Picture.of("gradientBelow", Rules.gradientBelow(0.2, 3), epochs(18, Map.of(NORM, NORMS)), named(NORM))
                        .level(0.2, "norm 0.2"),
                Picture.of(
                        "gradientChangeBelow",
                        Rules.gradientChangeBelow(0.2, 4),
                        epochs(24, Map.of(NORM, n -> 0.4 + NORMS.applyAsDouble(n))),
                        named(NORM)),
                Picture.of("diverged", diverged, exploding.subList(0, 27), named(TRAIN)));
    }

    private static List<Picture> comparisons() {
        DoubleUnaryOperator reference = n -> 0.2 + 0.9 * Math.exp(-n / 3);
        List<Observation> saturating = epochs(30, Map.of(ACCURACY, n -> 0.86 - 0.5 / n + wiggle(n, 0.002)));
        StopRule unreachable = new StopRule.Unreachable(
                "unreachable",
                Outcome.UNSTABLE,
                ACCURACY,
                new StopRule.Threshold(Direction.MAX, 0.95),
                Rules.withinEpochs(40));
        return List.of(
                Picture.of(
                                "behindReference",
                                Rules.behindReference(0.15),
                                epochs(14, Map.of(LOSS, n -> reference.applyAsDouble(n) + 0.02 * n)),
                                named(LOSS))
                        .other("reference", points(14, reference))
                        .compared((path, metric, epoch) -> Optional.of(reference.applyAsDouble(epoch))),
                forecast(Picture.of("unreachable", unreachable, saturating, named(ACCURACY))
                        .level(0.95, "atLeast 0.95")
                        .mark(40, "within 40")));
    }

    /** Adds the curve that the rule has fitted when it fires. */
    private static Picture forecast(Picture picture) {
        int fired = picture.verdicts().size();
        LearningCurve curve = new LearningCurve(picture.run().subList(0, fired).stream()
                .map(epoch -> new RuleState.Point(epoch.epoch(), epoch.metrics().get(ACCURACY)))
                .toList());
        return picture.other(
                "expected",
                IntStream.rangeClosed(fired, 40)
                        .mapToObj(n -> new RuleState.Point(
                                n, curve.forecast(Direction.MAX, n).expected()))
                        .toList());
    }

    private static List<Picture> composites() {
        StopRule early = early(3, 0.01, OptionalDouble.empty(), 1);
        StopRule accurate = Rules.atLeast(ACCURACY, 0.94);
        StopRule gradient = Rules.gradientBelow(0.2, 1);
        List<Observation> run = epochs(18, Map.of(LOSS, TURNING, ACCURACY, RISING, NORM, NORMS));
        return List.of(
                Picture.of("allOf", Rules.allOf(early, accurate), run, named(LOSS, ACCURACY))
                        .level(0.94, "atLeast 0.94"),
                Picture.of(
                                "anyOf",
                                Rules.anyOf(early, Rules.maxDuration(Duration.ofSeconds(198))),
                                steps(5, FALLING).stream()
                                        .map(StopRulePictures::withValidation)
                                        .toList(),
                                named(TRAIN, LOSS))
                        .mark(3.3, "3m 18s"),
                Picture.of("atLeastOf", Rules.atLeastOf(2, early, accurate, gradient), run, named(LOSS, ACCURACY))
                        .level(0.94, "atLeast 0.94"));
    }

    private static Observation withValidation(Observation seen) {
        Map<String, Double> metrics = new HashMap<>(seen.metrics());
        if (seen.epochEnd()) {
            metrics.put(LOSS, metrics.get(TRAIN) + 0.1);
        }
        return new Observation(seen.epoch(), seen.step(), seen.elapsedSeconds(), seen.epochEnd(), metrics);
    }

    private static StopRule early(int patience, double minDelta, OptionalDouble baseline, int startEpoch) {
        return new StopRule.EarlyStopping(
                "earlyStopping", Outcome.SUCCESS, LOSS, Direction.MIN, patience, minDelta, baseline, startEpoch, true);
    }

    private static double wiggle(double epoch, double size) {
        return size * Math.sin(epoch * epoch * 1.7);
    }

    private static Map<String, String> named(String... metrics) {
        Map<String, String> series = new LinkedHashMap<>();
        Arrays.stream(metrics).forEach(metric -> series.put(metric, metric));
        return series;
    }

    private static List<RuleState.Point> points(int count, DoubleUnaryOperator curve) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(epoch -> new RuleState.Point(epoch, curve.applyAsDouble(epoch)))
                .toList();
    }

    private static List<Observation> epochs(int count, Map<String, DoubleUnaryOperator> curves) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(epoch -> Table.epoch(
                        epoch,
                        curves.entrySet().stream()
                                .map(curve ->
                                        curve.getKey() + "=" + curve.getValue().applyAsDouble(epoch))
                                .toArray(String[]::new)))
                .toList();
    }

    /** Every step of so many epochs, 10 steps and 60 seconds each, with the training loss. */
    private static List<Observation> steps(int epochs, DoubleUnaryOperator curve) {
        List<Observation> run = new ArrayList<>();
        for (int step = 1; step <= epochs * Picture.STEPS_AN_EPOCH; step++) {
            String loss = TRAIN + "=" + curve.applyAsDouble((double) step / Picture.STEPS_AN_EPOCH);
            boolean last = step % Picture.STEPS_AN_EPOCH == 0;
            run.add(last ? Table.epoch(step / Picture.STEPS_AN_EPOCH, loss) : Table.step(step, loss));
        }
        return run;
    }
}
