package io.jenkins.trainmodel.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0000",
        "0.97493, 0.9749",
        "12.3456, 12.35",
        "1234.5, 1234.5",
        "0.000123, 1.230e-04",
        "2500000, 2.500e+06",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void shouldShowMetricsWithFourDigits(double value, String words) {
        assertThat(Numbers.metric(value)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"7, 7 B", "1438, 1.44 kB", "17226, 17.2 kB", "999999, 1.00 MB", "4.8e6, 4.80 MB", "3.3e12, 3.30 TB"})
    void shouldShowCountsWithDecimalPrefixes(double value, String words) {
        assertThat(Numbers.count(value, "B")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"512, 512 B", "1536, 1.50 KiB", "421e6, 401 MiB", "1e13, 9.09 TiB"})
    void shouldShowBytesWithBinaryPrefixes(double value, String words) {
        assertThat(Numbers.bytes(value)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0351, 35 ms",
        "2.83, 2.8 s",
        "42.4, 42 s",
        "200, 3 min 20 s",
        "18600, 5 h 10 min",
        "273600, 3 d 4 h",
        "59.7, 1 min 0 s"
    })
    void shouldShowDurationsInTheirTwoLargestUnits(double seconds, String words) {
        assertThat(Numbers.duration(seconds)).isEqualTo(words);
    }
}
