package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisScaleTest {
    @Test
    void shouldHaveRoundEndsAroundTheValues() {
        assertThat(AxisScale.around(new double[] {0.057, 2.258})).isEqualTo(new AxisScale(0, 3, 1));
        assertThat(AxisScale.around(new double[] {0.2218, 0.9833}).ticks())
                .containsExactly(0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 0.97, 1e-30, 1e30, -3e8})
    void shouldPutEqualValuesInTheMiddleOfANarrowAxis(double value) {
        AxisScale scale = AxisScale.around(new double[] {value, value, value});

        assertThat(scale.part(value)).isBetween(0.25, 0.75);
        assertThat(scale.high() - scale.low()).isLessThanOrEqualTo(Math.max(1, Math.abs(value) * 0.3));
    }

    @Test
    void shouldHaveTicksAtWholeEpochs() {
        assertThat(AxisScale.ofEpochs(1).ticks()).containsExactly(0.0, 1.0);
        assertThat(AxisScale.ofEpochs(3).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(AxisScale.ofEpochs(675.6).ticks()).containsExactly(0.0, 200.0, 400.0, 600.0);
        assertThat(AxisScale.ofEpochs(0).ticks()).containsExactly(0.0, 1.0);
    }

    @Test
    void shouldPlaceAnyNumbers() {
        AxisScale scale = AxisScale.around(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE});

        assertThat(scale.part(0)).isCloseTo(0.5, within(1e-9));
        assertThat(scale.part(Double.MAX_VALUE)).isCloseTo(1, within(1e-9));
        assertThat(AxisScale.around(new double[0]).part(0.5)).isBetween(0.0, 1.0);
        assertThat(AxisScale.around(new double[] {0, Double.MIN_VALUE}).part(0)).isBetween(0.0, 1.0);
    }
}
