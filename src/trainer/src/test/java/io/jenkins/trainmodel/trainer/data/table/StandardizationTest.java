package io.jenkins.trainmodel.trainer.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.data.random.Sampler;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandardizationTest {
    @Property(tries = 200)
    void shouldGiveMeanZeroAndDeviationOneHoweverFarFromZero(
            @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = -1e3, max = 1e3) Double> values,
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double offset) {
        List<Double> far =
                values.stream().map(value -> offset + Math.rint(value)).toList();
        boolean equal = far.stream().distinct().count() == 1;
        Standardization measured = Standardization.of(rows(far), Sampler.inSequence(far.size()));

        FloatRows standardised = measured.apply(rows(far));

        double mean = mean(standardised, 1);
        assertThat(measured.constant(0)).isEqualTo(equal);
        assertThat(mean).isCloseTo(0, within(1e-4));
        assertThat(Math.sqrt(mean(standardised, 2) - mean * mean)).isCloseTo(equal ? 0 : 1, within(1e-4));
    }

    @Test
    void shouldFindAConstantFeatureConstantThoughItsValueIsNoBinaryFraction() {
        List<Double> values = Collections.nCopies(100_003, 0.1);
        Standardization measured = Standardization.of(rows(values), Sampler.inSequence(100_003));

        assertThat(measured.constant(0)).isTrue();
        assertThat(mean(measured.apply(rows(values)), 2)).isZero();
    }

    private static double mean(FloatRows rows, int power) {
        FloatBuffer cells = FloatBuffer.allocate(rows.size());
        IntStream.range(0, rows.size()).forEach(row -> rows.copy(row, cells));
        return IntStream.range(0, rows.size())
                .mapToDouble(row -> Math.pow(cells.get(row), power))
                .average()
                .orElseThrow();
    }

    private static DoubleRows rows(List<Double> values) {
        DoubleRows rows = new DoubleRows("test", 1, MemoryBudget.ofHeap());
        values.forEach(value -> rows.add(new double[] {value}));
        return rows;
    }
}
