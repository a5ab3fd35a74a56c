package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Horizon;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreachableTest {
    @ParameterizedTest(name = "towards {0}, target {1}, {2} epochs")
    @CsvSource({
        "0.3, 0.25, 1000, 6", // below where the curve ends up
        "0.3, 0.35, 50, 6", // reached by epoch 400 only: 0.3 + 20^-1
        "0.3, 0.45, 100, 0", // reached in epoch 45
        "0.3, 0.405, 100, 0" // reached just before the horizon
    })
    void shouldFollowAPowerLaw(double floor, double target, int horizon, int firesAt) {
        StopRule rule = Rules.unreachable(target, Rules.withinEpochs(horizon));
        assertThat(firstFired(rule, horizon - 1, epoch -> floor + Math.pow(epoch, -0.5)))
                .isEqualTo(firesAt);
    }

    @Test
    void shouldTakeMetricsThatRise() {
        StopRule rule = new StopRule.Unreachable(
                "unreachable",
                Outcome.FAILURE,
                Rules.LOSS,
                new Threshold(Direction.MAX, 0.95),
                Rules.withinEpochs(30),
                1);

        assertThat(firstFired(rule, 29, epoch -> 0.8 - 0.6 / epoch)).isEqualTo(6);
        assertThat(firstFired(rule, 29, epoch -> 0.99 - 0.6 / epoch)).isZero();
    }

    @Test
    void shouldNotGiveUpForNoise() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            StopRule rule = Rules.unreachable(0.42, Rules.withinEpochs(100));
            assertThat(firstFired(rule, 100, epoch -> 0.3 + Math.pow(epoch, -0.5) + 0.02 * random.nextGaussian()))
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    @Test
    void shouldGiveUpBeforeTheHorizonAlsoWithNoise() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            StopRule rule = Rules.unreachable(0.2, Rules.withinEpochs(100));
            assertThat(firstFired(rule, 100, epoch -> 0.3 + Math.pow(epoch, -0.5) + 0.01 * random.nextGaussian()))
                    .as("seed %d", seed)
                    .isBetween(6, 60);
        }
    }

    @Test
    void shouldWarmUntilThereAreEnoughValues() {
        assertThat(Table.verdicts(Rules.unreachable(0.1, Rules.withinEpochs(50)), Rules.LOSS, "1 1 - 1 nan 1 1 1 1"))
                .isEqualTo("W W N W W W W F F");
    }

    @Test
    void shouldHoldOnceTheTargetWasReached() {
        assertThat(Table.verdicts(Rules.unreachable(0.5, Rules.withinEpochs(9)), Rules.LOSS, "1 0.5 1 1 1 1 1 1 1 1 1"))
                .isEqualTo("W H H H H H H H H H H");
    }

    @Test
    void shouldFireWhenTheHorizonHasComeWithoutIt() {
        StopRule rule = Rules.unreachable(0.5, Rules.withinEpochs(3));
        assertThat(Table.verdicts(rule, Rules.LOSS, "1 0.6 0.51")).isEqualTo("W W F");
        assertThat(Table.verdicts(rule, Rules.LOSS, "1 0.6 0.5")).isEqualTo("W W H");
    }

    @Test
    void shouldTurnTimeIntoEpochs() {
        // 60 seconds an epoch: 3 minutes are 3 epochs, 209 seconds are no more
        for (int seconds : new int[] {180, 209}) {
            Horizon within = new Horizon(Optional.empty(), Optional.of(Duration.ofSeconds(seconds)));
            assertThat(Table.verdicts(Rules.unreachable(0.5, within), Rules.LOSS, "1 0.9 0.8"))
                    .isEqualTo("W W F");
        }
        Horizon nearer = new Horizon(Optional.of(2), Optional.of(Duration.ofHours(1)));
        assertThat(Table.verdicts(Rules.unreachable(0.5, nearer), Rules.LOSS, "1 0.9"))
                .isEqualTo("W F");
    }

    @Test
    void shouldTakeTheLimitsOfTheRunWithoutAHorizonOfItsOwn() {
        StopRule rule = Rules.unreachable(0.5, new Horizon(Optional.empty(), Optional.empty()));

        assertThat(Table.verdicts(rule, Rules.LOSS, "1 1 1 1 1 1 1")).isEqualTo("N N N N N N N");
        StopEvaluator limited = StopEvaluator.start(List.of(rule, Rules.maxEpochs(20)), References.none());
        assertThat(Table.letters(Table.observations(Rules.LOSS, "1 1 1 1 1 1").stream()
                        .map(limited::observe)
                        .toList()))
                .isEqualTo("W W W W W F");
    }

    @Test
    void shouldKeepABoundedNumberOfValues() {
        StopEvaluator evaluator =
                StopEvaluator.start(List.of(Rules.unreachable(-1, Rules.withinEpochs(1_000_000))), References.none());
        for (int epoch = 1; epoch <= 2_000; epoch++) {
            evaluator.observe(Table.epoch(epoch, Rules.LOSS + "=" + (1 + 1.0 / epoch)));
        }
        RuleState state = evaluator.state().rules().get("unreachable");
        List<RuleState.Point> points = ((RuleState.History) state).points();
        assertThat(points).hasSizeBetween(200, 512);
        assertThat(points.get(points.size() - 1).epoch()).isGreaterThan(1_990);
        assertThat(points).isSortedAccordingTo((one, other) -> one.epoch() - other.epoch());
    }

    private static int firstFired(StopRule rule, int epochs, IntToDoubleFunction curve) {
        List<Observation> observations = new ArrayList<>();
        IntStream.rangeClosed(1, epochs)
                .forEach(epoch -> observations.add(Table.epoch(epoch, Rules.LOSS + "=" + curve.applyAsDouble(epoch))));
        List<Decision> decisions = Table.decisions(rule, observations);
        return IntStream.rangeClosed(1, epochs)
                .filter(epoch -> decisions.get(epoch - 1).stop())
                .findFirst()
                .orElse(0);
    }
}
