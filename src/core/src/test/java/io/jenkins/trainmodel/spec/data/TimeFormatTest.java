package io.jenkins.trainmodel.spec.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                      | 2024-03-31              | 2024-03-31T00:00:00Z
                      | 2024-03                 | 2024-03-01T00:00:00Z
                      | 2024                    | 2024-01-01T00:00:00Z
                      | 2024-03-31 06:00        | 2024-03-31T06:00:00Z
                      | 2024-03-31T06:00:01.5Z  | 2024-03-31T06:00:01.500Z
                      | 2024-03-31T06:00+02:00  | 2024-03-31T04:00:00Z
                      | 2024-03-31T06:00+0200   | 2024-03-31T04:00:00Z
                      | 1711864800              | 2024-03-31T06:00:00Z
                      | 1711864800123           | 2024-03-31T06:00:00.123Z
            seconds   | 5.25                    | 1970-01-01T00:00:05.250Z
            milliseconds | -1                   | 1969-12-31T23:59:59.999Z
            dd.MM.yyyy HH:mm | 31.03.2024 06:00 | 2024-03-31T06:00:00Z
            d MMM yyyy | 5 Mar 2024             | 2024-03-05T00:00:00Z
            """)
    void shouldReadTimes(String format, String cell, Instant expected) {
        TimeStamp time = new TimeFormat(Optional.ofNullable(format)).read(cell).orElseThrow();

        assertThat(Math.multiplyExact(time.microseconds(), 1000L))
                .isEqualTo(expected.getEpochSecond() * 1_000_000_000L + expected.getNano());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20240331", "31.03.2024", "2024-02-30", "2024-03-31T25:00", "NaN", "1e9", "９９９９"})
    void shouldNotGuess(String cell) {
        assertThat(new TimeFormat(Optional.empty()).read(cell)).isEmpty();
    }

    @Test
    void shouldTakeNoDayThatIsNone() {
        TimeFormat format = new TimeFormat(Optional.of("yyyy-MM-dd'T'HH:mm"));

        assertThat(format.read("2024-02-29T12:00")).isPresent();
        assertThat(format.read("2024-02-30T12:00")).isEmpty();
    }

    @Test
    void shouldKnowWhatTheClockShowedThatWroteIt() {
        TimeStamp time = TimeStamp.parse("2024-03-31T06:00+02:00").orElseThrow();

        assertThat(time.written()).hasToString("2024-03-31T06:00");
        assertThat(time).hasToString("2024-03-31T06:00+02:00");
    }
}
