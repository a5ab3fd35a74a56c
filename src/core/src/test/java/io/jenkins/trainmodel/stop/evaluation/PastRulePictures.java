package io.jenkins.trainmodel.stop.evaluation;

import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.FALLING;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.LOSS;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.TRAIN;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.TURNING;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.early;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.epochs;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.named;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.points;
import static io.jenkins.trainmodel.stop.evaluation.PictureRuns.wiggle;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** The pictures of rules that look at the past of a metric. */
final class PastRulePictures {
    private PastRulePictures() {}

    static List<Picture> all() {
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
                smoothed(),
                atEveryValidation(),
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

    /** A loss that swings: of three values at a time the mean tells more. */
    private static Picture smoothed() {
        StopRule rule = new StopRule.Target("target", Outcome.SUCCESS, LOSS, new Threshold(Direction.MIN, 0.4), 3);
        DoubleUnaryOperator swinging = n -> FALLING.applyAsDouble(n) + (n % 3 == 0 ? -0.25 : 0.1);
        return Picture.of("smooth", rule, epochs(18, Map.of(LOSS, swinging)), named(LOSS))
                .other(
                        "mean of 3",
                        points(
                                        18,
                                        n -> (swinging.applyAsDouble(n)
                                                        + swinging.applyAsDouble(n - 1)
                                                        + swinging.applyAsDouble(n - 2))
                                                / 3)
                                .subList(2, 18))
                .level(0.4, "atMost 0.4");
    }

    /** Two validations an epoch. */
    private static Picture atEveryValidation() {
        StopRule rule = new StopRule.EarlyStopping(
                "earlyStopping",
                Outcome.SUCCESS,
                LOSS,
                Direction.MIN,
                3,
                0.01,
                OptionalDouble.empty(),
                1,
                true,
                Every.VALIDATION,
                1);
        List<Observation> run = new ArrayList<>();
        for (int half = 1; half <= 10; half++) {
            String loss = LOSS + "=" + TURNING.applyAsDouble(2 * half);
            run.add(half % 2 == 0 ? Table.epoch(half / 2, loss) : Table.step(half * 5L, loss));
        }
        return Picture.of("earlyStopping-every", rule, run, named(LOSS));
    }
}
