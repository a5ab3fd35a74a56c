package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.metric.Direction.MAX;
import static io.jenkins.trainmodel.metric.Direction.MIN;
import static io.jenkins.trainmodel.stop.Outcome.ABORTED;
import static io.jenkins.trainmodel.stop.Outcome.FAILURE;
import static io.jenkins.trainmodel.stop.Outcome.SUCCESS;
import static io.jenkins.trainmodel.stop.Outcome.UNSTABLE;

import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Horizon;
import io.jenkins.trainmodel.stop.StopRule.AllOf;
import io.jenkins.trainmodel.stop.StopRule.AnyOf;
import io.jenkins.trainmodel.stop.StopRule.AtLeastOf;
import io.jenkins.trainmodel.stop.StopRule.BehindReference;
import io.jenkins.trainmodel.stop.StopRule.Diverged;
import io.jenkins.trainmodel.stop.StopRule.EarlyStopping;
import io.jenkins.trainmodel.stop.StopRule.FinishBy;
import io.jenkins.trainmodel.stop.StopRule.GradientBelow;
import io.jenkins.trainmodel.stop.StopRule.GradientChangeBelow;
import io.jenkins.trainmodel.stop.StopRule.LossBelow;
import io.jenkins.trainmodel.stop.StopRule.MaxDuration;
import io.jenkins.trainmodel.stop.StopRule.MaxEpochs;
import io.jenkins.trainmodel.stop.StopRule.MaxSteps;
import io.jenkins.trainmodel.stop.StopRule.Milestone;
import io.jenkins.trainmodel.stop.StopRule.Overfitting;
import io.jenkins.trainmodel.stop.StopRule.Plateau;
import io.jenkins.trainmodel.stop.StopRule.Score;
import io.jenkins.trainmodel.stop.StopRule.Target;
import io.jenkins.trainmodel.stop.StopRule.Unreachable;
import io.jenkins.trainmodel.stop.Threshold;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rules of every type as specifications write them, each with what it is read as. */
final class WrittenRules {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private WrittenRules() {}

    static Stream<Arguments> rules() {
        return Stream.of(limits(), metrics(), comparisons(), gradients(), composites())
                .flatMap(stream -> stream);
    }

    private static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("maxEpochs: 7", new MaxEpochs("maxEpochs", SUCCESS, 7)),
                Arguments.of("maxEpochs: {epochs: 7}", new MaxEpochs("maxEpochs", SUCCESS, 7)),
                Arguments.of("maxEpochs: {epochs: 7, name: end, outcome: unstable}", new MaxEpochs("end", UNSTABLE, 7)),
                Arguments.of("{maxEpochs: 7, name: end, outcome: aborted}", new MaxEpochs("end", ABORTED, 7)),
                Arguments.of("maxSteps: 5000000000", new MaxSteps("maxSteps", SUCCESS, 5_000_000_000L)),
                Arguments.of("maxSteps: {steps: 5}", new MaxSteps("maxSteps", SUCCESS, 5)),
                Arguments.of("maxDuration: 8h30m", duration(Duration.ofMinutes(510))),
                Arguments.of("maxDuration: 90s", duration(Duration.ofSeconds(90))),
                Arguments.of("maxDuration: 1d", duration(Duration.ofDays(1))),
                Arguments.of("maxDuration: 500ms", duration(Duration.ofMillis(500))),
                Arguments.of("maxDuration: {duration: '1d2h3m4s5ms'}", duration(Duration.ofMillis(93_784_005))),
                Arguments.of("finishBy: 06:00", finishBy(LocalTime.of(6, 0), "")),
                Arguments.of("finishBy: '6:00'", finishBy(LocalTime.of(6, 0), "")),
                Arguments.of("finishBy: '23:59:30'", finishBy(LocalTime.of(23, 59, 30), "")),
                Arguments.of("finishBy: '06:00 Europe/Berlin'", finishBy(LocalTime.of(6, 0), "Europe/Berlin")),
                Arguments.of("finishBy: {deadline: '06:00 +01:00'}", finishBy(LocalTime.of(6, 0), "+01:00")),
                Arguments.of("finishBy: 06:00 UTC", finishBy(LocalTime.of(6, 0), "UTC")),
                Arguments.of(
                        "finishBy: 5h", new FinishBy("finishBy", SUCCESS, new Deadline.TimeSpan(Duration.ofHours(5)))),
                Arguments.of("milestone: 10", new Milestone("milestone", SUCCESS, List.of(10))),
                Arguments.of("milestone: [10, 20]", new Milestone("milestone", SUCCESS, List.of(10, 20))),
                Arguments.of("milestone: {epochs: [10, 20]}", new Milestone("milestone", SUCCESS, List.of(10, 20))));
    }

    private static FinishBy finishBy(LocalTime time, String zone) {
        Optional<ZoneId> id = zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone));
        return new FinishBy("finishBy", SUCCESS, new Deadline.ClockTime(time, id));
    }

    private static MaxDuration duration(Duration duration) {
        return new MaxDuration("maxDuration", SUCCESS, duration);
    }

    private static Stream<Arguments> metrics() {
        return Stream.of(
                Arguments.of(
                        "target: {metric: validation/accuracy, atLeast: 0.97}",
                        new Target("target", SUCCESS, "validation/accuracy", new Threshold(MAX, 0.97), 1)),
                Arguments.of(
                        "target: {metric: train/loss, atMost: 1e-3}",
                        new Target("target", SUCCESS, "train/loss", new Threshold(MIN, 0.001), 1)),
                Arguments.of(
                        "target: {metric: train/loss, atMost: 0.5, smooth: 3}",
                        new Target("target", SUCCESS, "train/loss", new Threshold(MIN, 0.5), 3)),
                Arguments.of(
                        "plateau: {metric: train/loss, deviation: 1, smooth: 2}",
                        new Plateau("plateau", SUCCESS, "train/loss", 10, 1, 1, Every.EPOCH, 2)),
                Arguments.of("lossBelow: 0.1", new LossBelow("lossBelow", SUCCESS, 0.1)),
                Arguments.of("lossBelow: {value: -2}", new LossBelow("lossBelow", SUCCESS, -2)),
                Arguments.of(
                        "plateau: {metric: train/loss, deviation: .5}",
                        new Plateau("plateau", SUCCESS, "train/loss", 10, 0.5, 1, Every.EPOCH, 1)),
                Arguments.of(
                        "plateau: {metric: learningRate, window: 2, deviation: 1, startEpoch: 4}",
                        new Plateau("plateau", SUCCESS, "learningRate", 2, 1, 4, Every.EPOCH, 1)),
                Arguments.of("overfitting: 0.2", new Overfitting("overfitting", SUCCESS, 0.2, 3)),
                Arguments.of("overfitting: {gap: 0, patience: 1}", new Overfitting("overfitting", SUCCESS, 0, 1)),
                Arguments.of(
                        "score: {weights: {validation/accuracy: 1, train/loss: -0.5}, atLeast: 0.8}",
                        new Score("score", SUCCESS, Map.of("validation/accuracy", 1.0, "train/loss", -0.5), 0.8)));
    }

    private static Stream<Arguments> comparisons() {
        return Stream.of(
                Arguments.of(
                        "earlyStopping: validation/accuracy",
                        new EarlyStopping(
                                "earlyStopping",
                                SUCCESS,
                                "validation/accuracy",
                                MAX,
                                10,
                                0,
                                NONE,
                                1,
                                true,
                                Every.EPOCH,
                                1)),
                Arguments.of(
                        "earlyStopping: {metric: gradient/norm, mode: min, patience: 2, minDelta: 0.1, baseline: 3,"
                                + " startEpoch: 5, restoreBest: false}",
                        new EarlyStopping(
                                "earlyStopping",
                                SUCCESS,
                                "gradient/norm",
                                MIN,
                                2,
                                0.1,
                                OptionalDouble.of(3),
                                5,
                                false,
                                Every.EPOCH,
                                1)),
                Arguments.of(
                        "earlyStopping: {metric: validation/loss, mode: max}",
                        new EarlyStopping(
                                "earlyStopping",
                                SUCCESS,
                                "validation/loss",
                                MAX,
                                10,
                                0,
                                NONE,
                                1,
                                true,
                                Every.EPOCH,
                                1)),
                Arguments.of(
                        "behindReference: {metric: validation/loss, slack: 0.1, reference: old/events.jsonl}",
                        new BehindReference(
                                "behindReference",
                                UNSTABLE,
                                "validation/loss",
                                MIN,
                                0.1,
                                Optional.of("/project/old/events.jsonl"),
                                1)),
                Arguments.of(
                        "unreachable: {metric: validation/accuracy, atLeast: 0.9, within: 50}",
                        unreachable(new Threshold(MAX, 0.9), Optional.of(50), Optional.empty())),
                Arguments.of(
                        "unreachable: {metric: validation/accuracy, atMost: 0.9, within: 2h}",
                        unreachable(new Threshold(MIN, 0.9), Optional.empty(), Optional.of(Duration.ofHours(2)))));
    }

    static Unreachable unreachable(Threshold threshold, Optional<Integer> epochs, Optional<Duration> duration) {
        Horizon within = new Horizon(epochs, duration);
        return new Unreachable("unreachable", UNSTABLE, "validation/accuracy", threshold, within, 1);
    }

    private static Stream<Arguments> gradients() {
        return Stream.of(
                Arguments.of("gradientBelow: 0.001", new GradientBelow("gradientBelow", SUCCESS, 0.001, 1)),
                Arguments.of(
                        "gradientBelow: {norm: 1, patience: 4}", new GradientBelow("gradientBelow", SUCCESS, 1, 4)),
                Arguments.of(
                        "gradientChangeBelow: 0.01", new GradientChangeBelow("gradientChangeBelow", SUCCESS, 0.01, 5)),
                Arguments.of(
                        "gradientChangeBelow: {relative: 0.01, window: 2}",
                        new GradientChangeBelow("gradientChangeBelow", SUCCESS, 0.01, 2)),
                Arguments.of("diverged: {}", new Diverged("diverged", FAILURE, NONE, NONE, true)),
                Arguments.of("diverged:", new Diverged("diverged", FAILURE, NONE, NONE, true)),
                Arguments.of("diverged: 10", new Diverged("diverged", FAILURE, OptionalDouble.of(10), NONE, true)),
                Arguments.of(
                        "diverged: {lossAbove: 5, gradientAbove: 1e3, nonFinite: false, outcome: unstable}",
                        new Diverged("diverged", UNSTABLE, OptionalDouble.of(5), OptionalDouble.of(1000), false)));
    }

    private static Stream<Arguments> composites() {
        MaxEpochs epochs = new MaxEpochs("maxEpochs", SUCCESS, 7);
        LossBelow loss = new LossBelow("lossBelow", SUCCESS, 0.1);
        return Stream.of(
                Arguments.of(
                        "allOf: [{maxEpochs: 7}, {lossBelow: 0.1}]",
                        new AllOf("allOf", SUCCESS, List.of(epochs, loss))),
                Arguments.of("anyOf: {rules: [{maxEpochs: 7}]}", new AnyOf("anyOf", SUCCESS, List.of(epochs))),
                Arguments.of(
                        "{anyOf: [{maxEpochs: 7}], name: either, outcome: failure}",
                        new AnyOf("either", FAILURE, List.of(epochs))),
                Arguments.of(
                        "atLeastOf: {count: 1, rules: [{maxEpochs: 7}, {lossBelow: 0.1}]}",
                        new AtLeastOf("atLeastOf", SUCCESS, 1, List.of(epochs, loss))),
                Arguments.of(
                        "allOf: [{anyOf: [{allOf: [{maxEpochs: 7}]}]}]",
                        new AllOf(
                                "allOf",
                                SUCCESS,
                                List.of(new AnyOf(
                                        "anyOf", SUCCESS, List.of(new AllOf("allOf#2", SUCCESS, List.of(epochs))))))));
    }
}
