package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "0.041200000000000001, 0.0412",
        "0.30000000000000004, 0.3",
        "100, 100",
        "1234567, 1234570",
        "123456789012, 1.23457E+11",
        "0.00001234567, 0.0000123457",
        "0.000001234567, 0.00000123457",
        "0.0000001234567, 1.23457E-7",
        "0, 0",
        "-0.0, 0",
        "-2.5, -2.5",
        "NaN, NaN",
        "Infinity, infinite",
        "-Infinity, -infinite"
    })
    void shouldWriteNumbersForPeople(double value, String text) {
        assertThat(Wording.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "0.256, 0.25s",
        "59.999, 59.99s",
        "60, 1m",
        "3605, 1h 5s",
        "30600, 8h 30m",
        "93784, 1d 2h 3m 4s"
    })
    void shouldWriteTimesForPeople(double seconds, String text) {
        assertThat(Wording.duration(seconds)).isEqualTo(text);
    }
}
