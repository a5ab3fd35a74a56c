package io.jenkins.trainmodel.trainer.run.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacingTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "9.9, 0", "10, 1", "19, 1", "20, 2", "45, 3", "604800, 16"})
    void shouldTellWhatHoldsARunUpWheneverTwiceTheTimeHasPassed(double seconds, int times) {
        assertThat(Placing.timesWithin(seconds)).isEqualTo(times);
    }
}
