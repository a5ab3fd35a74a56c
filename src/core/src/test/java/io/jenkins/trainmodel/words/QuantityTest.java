package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0          | 0
                    0.0412     | 0.0412
                    -0.041237  | -0.04124
                    0.00001234 | 1.234e-5
                    1e-8       | 1e-8
                    12345.6    | 12,346
                    1234.56    | 1,234.6
                    2e7        | 2e7
                    1e300      | 1e300
                    NaN        | NaN
                    -Infinity  | -Infinity
                    """)
    void shouldWriteNumbers(double value, String text) {
        assertThat(Quantity.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.0834  | 0.083 s
                    52.43   | 52.4 s
                    59.99   | 60 s
                    60      | 1 min
                    3599.7  | 1 h
                    3725    | 1 h 2 min
                    86400   | 1 d
                    100000  | 1 d 3 h
                    NaN     | unknown
                    """)
    void shouldWriteDurations(double seconds, String text) {
        assertThat(Quantity.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1024, 1 KiB", "412318, 403 KiB", "85899345920, 80 GiB"})
    void shouldWriteBytes(long bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0001, 0.0001", "1e-8, 1e-8", "1.0, 1", "0.0625, 0.0625", "1e20, 1e20", "-3.5, -3.5"})
    void shouldWriteSpecifiedNumbersExactly(double value, String text) {
        assertThat(Quantity.exact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    17226    | 17,226
                    11689512 | 11.7 M
                    999999999 | 1 G
                    """)
    void shouldShortenLargeCounts(double value, String text) {
        assertThat(Quantity.compact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.0004, 0.04 %", "0.00001, 0.00 %", "0.052, 5.2 %", "0.0996, 10 %", "0.74, 74 %", "1, 100 %"
    })
    void shouldWriteShares(double share, String text) {
        assertThat(Quantity.percent(share)).isEqualTo(text);
    }
}
