package io.jenkins.trainmodel.spec.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
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
        return parse(whole(text), ISO);
    }

    /** Whether a text that {@link #parse(String)} reads names a zone. */
    public static boolean namesZone(String text) {
        return ISO.parse(whole(text)).query(TemporalQueries.zone()) != null;
    }

    private static String whole(String text) {
        String day = text.length() == MONTH ? text + "-01" : text;
        boolean spaced = day.length() > DATE && day.charAt(DATE) == ' ';
        return spaced ? day.substring(0, DATE) + 'T' + day.substring(DATE + 1) : day;
    }

    static Optional<TimeStamp> parse(String text, DateTimeFormatter format) {
        try {
            return Optional.of(of(format.parseBest(
                    text, ZonedDateTime::from, LocalDateTime::from, TimeStamp::zonedDay, LocalDate::from)));
        } catch (DateTimeException | ArithmeticException none) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime zonedDay(TemporalAccessor parsed) {
        return LocalDate.from(parsed).atStartOfDay(ZoneId.from(parsed));
    }

    private static TimeStamp of(TemporalAccessor parsed) {
        if (parsed instanceof ZonedDateTime zoned) {
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
