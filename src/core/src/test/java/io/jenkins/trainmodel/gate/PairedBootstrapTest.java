package io.jenkins.trainmodel.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.metric.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    private static final int SAMPLES = 400;
    private static final PairedBootstrap BOOTSTRAP = new PairedBootstrap(42);

    /** The losses of two models that find the same samples hard; one is off by some noise of its own. */
    private static double[] losses(double shift, long seed) {
        Random hard = new Random(1);
        Random own = new Random(seed);
        double[] losses = new double[SAMPLES];
        Arrays.setAll(losses, sample -> 5 * hard.nextDouble() + shift + 0.1 * own.nextGaussian());
        return losses;
    }

    private static ChallengeResult compare(double[] challenger, double[] champion) {
        return BOOTSTRAP.compare(
                "validation/loss",
                Direction.MIN,
                SAMPLES,
                SampledMetric.mean(challenger),
                SampledMetric.mean(champion));
    }

    @Test
    void shouldTellModelsApartThatDifferByMoreThanTheirSamplesNoise() {
        double[] champion = losses(0, 2);

        assertThat(compare(losses(0.05, 3), champion).comparison()).isEqualTo(Comparison.WORSE);
        assertThat(compare(losses(-0.05, 3), champion).comparison()).isEqualTo(Comparison.BETTER);
    }

    @Test
    void shouldNotTakeNoiseForADifference() {
        ChallengeResult result = compare(losses(0, 3), losses(0, 2));

        assertThat(result.comparison()).isEqualTo(Comparison.WITHIN_NOISE);
        assertThat(result.low()).isNegative();
        assertThat(result.high()).isPositive();
        assertThat(result.resamples()).isEqualTo(2_000);
    }

    /** For a mean the interval is nearly that of the normal distribution: 1.96 standard errors of the paired differences. */
    @Test
    void shouldBeAsWideAsTheStandardErrorOfTheDifferences() {
        double[] champion = losses(0, 2);
        double[] challenger = losses(0.05, 3);
        double[] differences = new double[SAMPLES];
        Arrays.setAll(differences, sample -> challenger[sample] - champion[sample]);
        double mean = Arrays.stream(differences).average().orElseThrow();
        double variance =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum() / (SAMPLES - 1);
        double half = 1.96 * Math.sqrt(variance / SAMPLES);

        ChallengeResult result = compare(challenger, champion);

        assertThat(result.difference()).isCloseTo(mean, within(1e-9));
        assertThat(result.low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(result.high()).isCloseTo(mean + half, within(0.1 * half));
    }

    @Test
    void shouldAnswerTheSameToTheSameSeed() {
        double[] champion = losses(0, 2);
        double[] challenger = losses(0.01, 3);

        assertThat(compare(challenger, champion)).isEqualTo(compare(challenger, champion));
        assertThat(new PairedBootstrap(43)
                        .compare(
                                "validation/loss",
                                Direction.MIN,
                                SAMPLES,
                                SampledMetric.mean(challenger),
                                SampledMetric.mean(champion))
                        .low())
                .isNotEqualTo(compare(challenger, champion).low());
    }

    /** Windows that begin one step after the other see the same error as many times as they overlap. */
    @Test
    void shouldBeWiderWhereSamplesThatFollowEachOtherDepend() {
        int overlap = 24;
        Random noise = new Random(7);
        double[] errors = noise.doubles(SAMPLES + overlap).toArray();
        double[] windows = new double[SAMPLES];
        Arrays.setAll(
                windows,
                first -> Arrays.stream(errors, first, first + overlap).average().orElseThrow());

        double alone = width(BOOTSTRAP, windows);

        assertThat(width(new PairedBootstrap(42, overlap), windows)).isBetween(3 * alone, overlap * alone);
        assertThat(width(new PairedBootstrap(42, 1), windows)).isEqualTo(alone);
    }

    private static double width(PairedBootstrap bootstrap, double[] losses) {
        ChallengeResult result =
                bootstrap.compare("validation/loss", Direction.MIN, SAMPLES, SampledMetric.mean(losses), drawn -> 0);
        return result.high() - result.low();
    }

    @Test
    void shouldDrawIndependentSamplesOneByOneAndOthersInARow() {
        Random random = new Random(42);

        assertThat(firstDraw(BOOTSTRAP, 50))
                .containsExactly(
                        IntStream.generate(() -> random.nextInt(50)).limit(50).toArray());
        int[] blocks = firstDraw(new PairedBootstrap(42, 8), 50);
        assertThat(IntStream.range(1, 50).filter(place -> blocks[place] != blocks[place - 1] + 1))
                .allSatisfy(place -> assertThat(place % 8).isZero());
        assertThat(Arrays.stream(blocks)).hasSize(50).allMatch(sample -> sample >= 0 && sample < 50);
    }

    private static int[] firstDraw(PairedBootstrap bootstrap, int samples) {
        List<int[]> draws = new ArrayList<>();
        bootstrap.compare(
                "validation/loss",
                Direction.MIN,
                samples,
                drawn -> {
                    draws.add(drawn.clone());
                    return 0;
                },
                drawn -> 0);
        // the first one is of all samples, for the values themselves
        return draws.get(1);
    }

    /** The same hits and misses: whoever draws for each model by itself would see differences. */
    @Test
    void shouldSeeNoDifferenceBetweenAModelAndItself() {
        double[] hits = new double[SAMPLES];
        Arrays.setAll(hits, sample -> sample % 3 == 0 ? 1 : 0);

        ChallengeResult result = BOOTSTRAP.compare(
                "validation/accuracy", Direction.MAX, SAMPLES, SampledMetric.mean(hits), SampledMetric.mean(hits));

        assertThat(result.low()).isZero();
        assertThat(result.high()).isZero();
        assertThat(result.comparison()).isEqualTo(Comparison.WITHIN_NOISE);
    }

    @Test
    void shouldCallAModelWorseWhoseMetricIsNotFinite() {
        double[] lost = losses(0, 3);
        lost[7] = Double.NaN;

        assertThat(compare(lost, losses(0, 2)).comparison()).isEqualTo(Comparison.WORSE);
    }

    @Test
    void shouldTakeAnyMetricThatFollowsFromTheSamples() {
        double[] errors = losses(0, 3);
        SampledMetric rmse = drawn -> Math.sqrt(
                SampledMetric.mean(Arrays.stream(errors).map(e -> e * e).toArray())
                        .over(drawn));

        ChallengeResult result =
                BOOTSTRAP.compare("validation/rmse", Direction.MIN, 20, rmse, drawn -> 2 * rmse.over(drawn));

        assertThat(result.value()).isCloseTo(result.referenceValue() / 2, within(1e-12));
        assertThat(result.comparison()).isEqualTo(Comparison.BETTER);
    }
}
