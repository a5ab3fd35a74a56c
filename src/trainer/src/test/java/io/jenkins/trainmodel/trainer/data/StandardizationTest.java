package io.jenkins.trainmodel.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandardizationTest {
    @Property(tries = 200)
    void shouldGiveMeanZeroAndDeviationOne(
            @ForAll @Size(min = 2, max = 50) List<@FloatRange(min = -1e6f, max = 1e6f) Float> values) {
        FloatRows rows = rows(values);
        int[] all = Sampler.inSequence(values.size());
        Standardization measured = Standardization.of(rows, all);

        measured.apply(rows);

        Standardization again = Standardization.of(rows, all);
        assertThat(again.means()[0]).isCloseTo(0, within(1e-3));
        if (measured.constant(0)) {
            assertThat(again.deviations()[0]).isZero();
        } else {
            assertThat(again.deviations()[0]).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void shouldFindAConstantFeatureConstantThoughItsValueIsNoBinaryFraction() {
        FloatRows rows = rows(java.util.Collections.nCopies(100_003, 0.1f));
        Standardization measured = Standardization.of(rows, Sampler.inSequence(100_003));

        measured.apply(rows);

        assertThat(measured.constant(0)).isTrue();
        assertThat(rows.get(77, 0)).isZero();
    }

    private static FloatRows rows(List<Float> values) {
        FloatRows rows = new FloatRows("test", 1, MemoryBudget.ofHeap());
        values.forEach(value -> rows.add(new float[] {value}));
        return rows;
    }
}
