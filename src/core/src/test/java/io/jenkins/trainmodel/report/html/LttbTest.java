package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LttbTest {
    @Test
    void shouldKeepAllPointsThatFit() {
        double[] y = {3, Double.NaN, 1};

        assertThat(Lttb.select(positions(3), y, 16)).containsExactly(0, 1, 2);
    }

    @Test
    void shouldChooseTheCornersOfACurveOfStraightLines() {
        double[] y = new double[1_000];
        Arrays.setAll(y, i -> i < 333 ? i : i < 600 ? 666 - i : i - 534);

        assertThat(Lttb.select(positions(1_000), y, 40)).contains(0, 333, 600, 999);
    }

    @Test
    void shouldKeepSpikesThatAnEvenChoiceLoses() {
        double[] x = positions(100_000);
        double[] y = DoubleStream.of(x)
                .map(at -> Math.sin(at / 900) + (at % 1777 == 0 ? 4 : 0))
                .toArray();

        assertThat(spikesAmong(y, all(y))).isEqualTo(57);
        assertThat(spikesAmong(y, Lttb.select(x, y, 500))).isEqualTo(57);
        assertThat(spikesAmong(y, Lttb.evenly(100_000, 500))).isLessThan(10);
    }

    @Test
    void shouldNotBridgeAGap() {
        double[] y = DoubleStream.of(positions(10_000)).map(Math::cos).toArray();
        Arrays.fill(y, 4_000, 6_000, Double.NaN);

        int[] chosen = Lttb.select(positions(10_000), y, 100);

        assertThat(chosen).contains(0, 3_999, 4_000, 5_999, 6_000, 9_999).hasSizeLessThanOrEqualTo(100);
        assertThat(Arrays.stream(chosen).filter(i -> i > 4_000 && i < 5_999)).isEmpty();
    }

    @Test
    void shouldKeepWithinTheLimitWhenEverySecondValueIsNotFinite() {
        double[] y = IntStream.range(0, 50_000)
                .mapToDouble(i -> i % 2 == 0 ? Double.NEGATIVE_INFINITY : i)
                .toArray();

        int[] chosen = Lttb.select(positions(50_000), y, 200);

        assertThat(chosen).hasSizeLessThanOrEqualTo(200).contains(0, 1, 49_999);
        assertThat(Arrays.stream(chosen).filter(i -> y[i] > 0).count()).isGreaterThan(50);
    }

    @Test
    void shouldChooseAmongTheLargestNumbersThereAre() {
        double[] y = DoubleStream.of(positions(5_000))
                .map(at -> at == 2_500 ? -Double.MAX_VALUE : Double.MAX_VALUE * (1 - at / 1e5))
                .toArray();

        assertThat(Lttb.select(positions(5_000), y, 50))
                .contains(0, 2_500, 4_999)
                .hasSizeGreaterThan(40);
    }

    @Test
    void shouldRefuseALimitWithoutRoom() {
        assertThatThrownBy(() -> Lttb.select(positions(3), new double[3], 15)).hasMessageContaining("at least 16");
    }

    @Test
    void shouldRefuseUnequalLengths() {
        assertThatThrownBy(() -> Lttb.select(positions(3), new double[2], 16)).hasMessageContaining("3 positions");
    }

    @Property(tries = 300)
    void shouldHoldItsPromisesForAnyCurve(
            @ForAll("curves") double[] y, @ForAll @IntRange(min = 16, max = 120) int limit) {
        int[] chosen = Lttb.select(positions(y.length), y, limit);

        assertThat(chosen).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(Math.min(limit, y.length));
        if (y.length > 0) {
            assertThat(chosen).startsWith(0).endsWith(y.length - 1);
            assertThat(finite(y, chosen).min()).isEqualTo(finite(y, all(y)).min());
            assertThat(finite(y, chosen).max()).isEqualTo(finite(y, all(y)).max());
        }
    }

    @Provide
    Arbitrary<double[]> curves() {
        Arbitrary<Double> finite = Arbitraries.doubles();
        Arbitrary<Double> broken = Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        return Arbitraries.frequencyOf(Tuple.of(5, finite), Tuple.of(1, broken))
                .array(Double[].class)
                .ofMaxSize(600)
                .map(values ->
                        Arrays.stream(values).mapToDouble(Double::doubleValue).toArray());
    }

    private static int[] all(double[] y) {
        return IntStream.range(0, y.length).toArray();
    }

    private static DoubleStream finite(double[] y, int[] indexes) {
        return Arrays.stream(indexes).mapToDouble(i -> y[i]).filter(Double::isFinite);
    }

    private static double[] positions(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }

    private static long spikesAmong(double[] y, int[] chosen) {
        return Arrays.stream(chosen).filter(i -> y[i] > 2).count();
    }
}
