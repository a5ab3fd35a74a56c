package io.jenkins.trainmodel.spec.data;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How time stamps are written. */
public final class TimeFormat {
    /** Seconds since 1970 in UTC, with fractions or without. */
    static final String SECONDS = "seconds";

    /** Milliseconds since 1970 in UTC. */
    static final String MILLISECONDS = "milliseconds";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

    /** Seconds since 1970 of the years from 2001 on have as many digits; fewer may be a date without its hyphens. */
    private static final Pattern RECENT_SECONDS = Pattern.compile("[0-9]{10,11}(\\.[0-9]{1,9})?");

    /** As many digits as milliseconds have from 2001 until 2286; 12 and 14 are those of a compact date and time. */
    private static final Pattern RECENT_MILLISECONDS = Pattern.compile("[0-9]{13}");

    /** A date and an hour of the years 1900 to 2100, such as 2024013106, which are seconds of the years from 2030 on too. */
    private static final Pattern COMPACT_HOUR =
            Pattern.compile("(19[0-9]{2}|20[0-9]{2}|2100)(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-4])");

    private final String format;
    private final Optional<DateTimeFormatter> pattern;

    /**
     * By its name.
     *
     * @param format {@code seconds}, {@code milliseconds}, or a pattern of {@link DateTimeFormatter}; empty: told by the
     *     form of each
     * @throws IllegalArgumentException if it is no such pattern
     */
    public TimeFormat(Optional<String> format) {
        this.format = format.orElse("");
        pattern = format.filter(name -> !name.equals(SECONDS) && !name.equals(MILLISECONDS))
                .map(TimeFormat::formatter);
    }

    /** What the pattern leaves out is 0, or the first. */
    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(withoutEra(pattern))
                .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
                .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The year of an era, which is what people write, needs that era where 30 February is to be no date. */
    private static String withoutEra(String pattern) {
        String[] parts = pattern.split("'", -1);
        for (int part = 0; part < parts.length; part += 2) {
            parts[part] = parts[part].replace('y', 'u');
        }
        return String.join("'", parts);
    }

    /** The moment that a cell says; empty where it says none in this format. */
    public Optional<TimeStamp> read(String cell) {
        if (pattern.isPresent()) {
            return TimeStamp.parse(cell, pattern.get());
        }
        if (format.equals(SECONDS)) {
            return number(cell, 6);
        }
        return format.equals(MILLISECONDS) ? number(cell, 3) : guess(cell);
    }

    private static Optional<TimeStamp> guess(String cell) {
        if (COMPACT_HOUR.matcher(cell).matches()) {
            return Optional.empty();
        }
        if (RECENT_SECONDS.matcher(cell).matches()) {
            return number(cell, 6);
        }
        if (RECENT_MILLISECONDS.matcher(cell).matches()) {
            return number(cell, 3);
        }
        return TimeStamp.parse(YEAR.matcher(cell).matches() ? cell + "-01" : cell);
    }

    private static Optional<TimeStamp> number(String cell, int decimals) {
        if (!NUMBER.matcher(cell).matches()) {
            return Optional.empty();
        }
        BigDecimal microseconds = new BigDecimal(cell).movePointRight(decimals);
        boolean known = microseconds.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) < 0;
        return known ? Optional.of(new TimeStamp(microseconds.longValue(), 0)) : Optional.empty();
    }
}
