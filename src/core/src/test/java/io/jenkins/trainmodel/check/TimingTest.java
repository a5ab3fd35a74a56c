package io.jenkins.trainmodel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void shouldBeCertainOfWhatNeverVaries() {
        assertThat(Timing.of(Collections.nCopies(80, 0.25))).isEqualTo(new Timing(0.25, 0, 80));
    }

    @Test
    void shouldNotClaimToKnowMuchFromFewPieces() {
        assertThat(Timing.of(List.of(1.0, 3.0)).error()).isEqualTo(2);
    }

    /** A 95 % interval misses the true mean once in twenty times. */
    @Test
    void shouldHoldTheTrueMeanAboutAsOftenAsItSays() {
        Random random = new Random(7);
        long hits = IntStream.range(0, 1000)
                .mapToObj(trial -> Timing.of(IntStream.range(0, 160)
                        .mapToObj(piece -> 1 + 0.2 * random.nextGaussian())
                        .toList()))
                .filter(timing -> Math.abs(timing.seconds() - 1) <= timing.error())
                .count();

        assertThat(hits).isBetween(925L, 975L);
    }

    @Test
    void shouldAddErrorsOfIndependentTimingsAsSquares() {
        Timing sum = new Timing(2, 0.3, 10).times(2).plus(new Timing(1, 0.8, 5));

        assertThat(sum.seconds()).isEqualTo(5);
        assertThat(sum.error()).isCloseTo(1, within(1e-12));
    }
}
