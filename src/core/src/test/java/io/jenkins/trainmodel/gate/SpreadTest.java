package io.jenkins.trainmodel.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.metric.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    /** From the usual tables of the two-sided 95 %. */
    @ParameterizedTest
    @CsvSource({
        "1, 12.706",
        "2, 4.303",
        "3, 3.182",
        "4, 2.776",
        "5, 2.571",
        "9, 2.262",
        "10, 2.228",
        "30, 2.042",
        "199, 1.972"
    })
    void shouldKnowStudentsT(int degrees, double table) {
        assertThat(StudentsT.quantile(0.95, degrees)).isCloseTo(table, within(0.0005));
    }

    /** t is 2.776, the deviation √0.0002 / 2, and √(1 + 1/5) is 1.0954. */
    @Test
    void shouldPredictWhereAFurtherRunLies() {
        Spread spread = Spread.of(List.of(0.89, 0.9, 0.91, 0.9, 0.9)).orElseThrow();

        assertThat(spread.mean()).isCloseTo(0.9, within(1e-12));
        assertThat(spread.tolerance()).isCloseTo(2.776 * Math.sqrt(0.0002) / 2 * 1.0954, within(1e-5));
    }

    @Test
    void shouldNotTellOfFewerThanFiveRuns() {
        assertThat(Spread.of(List.of(1.0, 2.0, 3.0, 4.0))).isEmpty();
    }

    @Test
    void shouldTakeRunsWithoutAnySpreadAtTheirWord() {
        Spread spread = Spread.of(List.of(0.5, 0.5, 0.5, 0.5, 0.5)).orElseThrow();

        assertThat(Spread.of(List.of(0.9255583, 0.9255583, 0.9255583, 0.9255583, 0.9255583))
                        .map(Spread::tolerance))
                .contains(0.0);
        assertThat(spread.compare(Direction.MIN, 0.5)).isEqualTo(Comparison.WITHIN_NOISE);
        assertThat(spread.compare(Direction.MIN, 0.51)).isEqualTo(Comparison.WORSE);
        assertThat(spread.compare(Direction.MIN, 0.49)).isEqualTo(Comparison.BETTER);
    }

    /** Of runs that differ by chance alone, 95 % must lie within; with 4,000 draws the standard error is 0.34 %. */
    @Test
    void shouldCallOneInTwentyRunsOfTheSameKindAnotherOne() {
        Random random = new Random(7);
        int inside = 0;
        for (int draw = 0; draw < 4_000; draw++) {
            List<Double> before = new ArrayList<>();
            for (int run = 0; run < 6; run++) {
                before.add(random.nextGaussian());
            }
            Comparison further = Spread.of(before).orElseThrow().compare(Direction.MAX, random.nextGaussian());
            inside += further == Comparison.WITHIN_NOISE ? 1 : 0;
        }

        assertThat(inside / 4_000.0).isCloseTo(0.95, within(0.014));
    }
}
