package io.jenkins.trainmodel.spec.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * A moment as a date or a time says it.
 *
 * @param microseconds since 1970 in UTC; where no zone was written, as if it were UTC
 * @param offsetSeconds by which the clock that wrote it is before UTC
 */
public record TimeStamp(long microseconds, int offsetSeconds) implements Comparable<TimeStamp> {
    private static final long MICROSECONDS = 1_000_000;
    private static final int DATE = "2024-01-31".length();
    private static final int MONTH = "2024-01".length();
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXXXX][XXXX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /** The moment that a text of ISO 8601 says: a date, a month, or a date and a time with a zone or without. */
    public static Optional<TimeStamp> parse(String text) {
        String whole = text.length() == MONTH ? text + "-01" : text;
        boolean spaced = whole.length() > DATE && whole.charAt(DATE) == ' ';
        return parse(spaced ? whole.substring(0, DATE) + 'T' + whole.substring(DATE + 1) : whole, ISO);
    }

    static Optional<TimeStamp> parse(String text, DateTimeFormatter format) {
        try {
            return Optional.of(of(format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)));
        } catch (DateTimeException | ArithmeticException none) {
            return Optional.empty();
        }
    }

    private static TimeStamp of(TemporalAccessor parsed) {
        if (parsed instanceof OffsetDateTime zoned) {
            return of(zoned.toLocalDateTime(), zoned.getOffset());
        }
        return of(parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay(), ZoneOffset.UTC);
    }

    private static TimeStamp of(LocalDateTime time, ZoneOffset offset) {
        long seconds = Math.multiplyExact(time.toEpochSecond(offset), MICROSECONDS);
        return new TimeStamp(Math.addExact(seconds, time.getNano() / 1000), offset.getTotalSeconds());
    }

    /** What the clock has shown that wrote it. */
    public LocalDateTime written() {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(microseconds, MICROSECONDS),
                (int) Math.floorMod(microseconds, MICROSECONDS) * 1000,
                ZoneOffset.ofTotalSeconds(offsetSeconds));
    }

    /** Later by so many microseconds, on the same clock. */
    public TimeStamp plus(long duration) {
        return new TimeStamp(microseconds + duration, offsetSeconds);
    }

    @Override
    public int compareTo(TimeStamp other) {
        return Long.compare(microseconds, other.microseconds);
    }

    @Override
    public String toString() {
        return offsetSeconds == 0
                ? written().toString()
                : written().atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds)).toString();
    }
}
