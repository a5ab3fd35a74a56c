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
                      | 1706680800              | 2024-01-31T06:00:00Z
                      | 2013016324              | 2033-10-15T19:12:04Z
            seconds   | 2024013106              | 2034-02-20T01:51:46Z
            milliseconds | 202401310600         | 1976-05-31T14:35:10.600Z
            yyyyMMddHH | 2024013106             | 2024-01-31T06:00:00Z
            yyyyMMddHHmm | 202401310600         | 2024-01-31T06:00:00Z
            yyyyMMddHHmmss | 20240131060000     | 2024-01-31T06:00:00Z
            seconds   | 5.25                    | 1970-01-01T00:00:05.250Z
            milliseconds | -1                   | 1969-12-31T23:59:59.999Z
            dd.MM.yyyy HH:mm | 31.03.2024 06:00 | 2024-03-31T06:00:00Z
            dd.MM.yyyy HH:mm VV | 31.03.2024 06:00 Asia/Shanghai | 2024-03-30T22:00:00Z
            dd.MM.yyyy HH:mm z | 31.01.2024 06:00 CET | 2024-01-31T05:00:00Z
            dd.MM.yyyy HH:mm XXX | 31.03.2024 06:00 +02:00 | 2024-03-31T04:00:00Z
            dd.MM.yyyy VV | 31.03.2024 Asia/Shanghai | 2024-03-30T16:00:00Z
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

    /** What is seconds or milliseconds as well as a date without its hyphens, wants a format. */
    @ParameterizedTest
    @ValueSource(strings = {"2024013106", "2100123124", "1900010100", "202401310600", "20240131060000", "999999999999"})
    void shouldNotTakeCompactDatesForSeconds(String cell) {
        assertThat(new TimeFormat(Optional.empty()).read(cell)).isEmpty();
    }

    @Test
    void shouldTakeNoDayThatIsNone() {
        TimeFormat format = new TimeFormat(Optional.of("yyyy-MM-dd'T'HH:mm"));

        assertThat(format.read("2024-02-29T12:00")).isPresent();
        assertThat(format.read("2024-02-30T12:00")).isEmpty();
    }

    /** The two hours of a night in which a clock is put back, told apart by their offsets. */
    @Test
    void shouldKeepTheClockOfAZoneThatIsNamed() {
        TimeFormat format = new TimeFormat(Optional.of("yyyy-MM-dd HH:mm XXX VV"));

        assertThat(format.read("2024-10-27 02:30 +02:00 Europe/Berlin").orElseThrow())
                .hasToString("2024-10-27T02:30+02:00");
        assertThat(format.read("2024-10-27 02:30 +01:00 Europe/Berlin").orElseThrow())
                .hasToString("2024-10-27T02:30+01:00");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03, false",
        "2024-03-31, false",
        "2024-03-31 06:00, false",
        "2024-03-31T06:00:01.5, false",
        "2024-03-31T06:00Z, true",
        "2024-03-31 06:00+0200, true",
        "2024-03-31T06:00-05:30, true"
    })
    void shouldKnowWhetherAZoneIsNamed(String text, boolean expected) {
        assertThat(TimeStamp.namesZone(text)).isEqualTo(expected);
    }

    @Test
    void shouldKnowWhatTheClockShowedThatWroteIt() {
        TimeStamp time = TimeStamp.parse("2024-03-31T06:00+02:00").orElseThrow();

        assertThat(time.written()).hasToString("2024-03-31T06:00");
        assertThat(time).hasToString("2024-03-31T06:00+02:00");
    }
}
