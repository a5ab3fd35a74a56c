package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.report.Cost;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostLineTest {

    @Test
    void shouldKeepACostInAFewBytes() {
        Cost cost = new Cost(0.5, 0.25, Optional.of(1.75), Optional.empty());

        String line = CostLine.toText(cost);

        assertThat(line).isEqualTo("0.5 0.25 1.75 -");
        assertThat(CostLine.ofText(line)).contains(cost);
    }

    @Test
    void shouldKeepNoMoreFiguresThanAFloatHas() {
        assertThat(CostLine.toText(new Cost(1.0 / 3, 0, Optional.empty(), Optional.of(2.0 / 3))))
                .isEqualTo("0.33333334 0.0 - 0.6666667");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0.5"})
    void shouldTellNothingOfABuildThatKeptNone(String line) {
        assertThat(CostLine.ofText(line)).isEmpty();
    }
}
