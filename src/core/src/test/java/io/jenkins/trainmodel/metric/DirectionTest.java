package io.jenkins.trainmodel.metric;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionTest {
    @ParameterizedTest(name = "{0}: from {2} to {1}, {3}")
    @CsvSource({
        "MIN, 1, 2, 0, true",
        "MIN, 2, 2, 0, false",
        "MAX, 2, 1, 0, true",
        "MIN, 0.7, 0.8, 0.1, false",
        "MIN, NaN, 2, 0, false",
        "MIN, -Infinity, 2, 0, false",
        "MAX, Infinity, 2, 0, false",
        "MIN, 2, Infinity, 1e300, true",
        "MIN, 2, -Infinity, 0, false",
        "MAX, 2, -Infinity, 1, true",
        "MAX, 2, NaN, 0, false",
        "MIN, -1e308, 1e308, 1.7e308, true",
        "MIN, 4.9e-324, 1e-323, 0, true"
    })
    void shouldDemandStrictlyMore(Direction direction, double candidate, double best, double minDelta, boolean better) {
        assertThat(direction.improves(candidate, best, minDelta)).isEqualTo(better);
    }

    @Property
    void shouldCountDecimalsAsPeopleDo(
            @ForAll @IntRange(min = -10_000, max = 10_000) int candidate,
            @ForAll @IntRange(min = -10_000, max = 10_000) int best,
            @ForAll @IntRange(max = 1_000) int minDelta) {
        assertThat(Direction.MIN.improves(candidate / 1000.0, best / 1000.0, minDelta / 1000.0))
                .isEqualTo(best - candidate > minDelta);
        assertThat(Direction.MAX.improves(candidate / 1000.0, best / 1000.0, minDelta / 1000.0))
                .isEqualTo(candidate - best > minDelta);
    }
}
