package io.jenkins.trainmodel.stop.evaluation;

import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.ACCURACY;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.FALLING;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.LOSS;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.NORM;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.NORMS;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.RISING;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.TRAIN;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.TURNING;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.early;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.epochs;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.named;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.points;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.steps;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.wiggle;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The pictures of {@code docs/stop-rules.md}: for each rule a run in which it fires. */
final class StopRulePictures {
    private StopRulePictures() {}

    static List<Picture> all() {
        List<Picture> pictures = new ArrayList<>(limits());
        pictures.addAll(values());
        pictures.addAll(PastRulePictures.all());
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
                Picture.of(
                                "finishBy",
                                Rules.finishBy(Duration.ofSeconds(258)),
                                steps(5, FALLING).stream().map(Table::timed).toList(),
                                named(TRAIN))
                        .mark(3.8, "30s before")
                        .mark(4.3, "deadline"),
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
                new Threshold(Direction.MAX, 0.95),
                Rules.withinEpochs(40),
                1);
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
}
