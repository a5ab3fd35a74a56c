package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.message.Audience;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them. */
public final class Quantity {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Quantity() {}

    /** Four significant digits; a value that is not finite says so. */
    public static String number(double value) {
        return Double.isFinite(value) ? plain(value, 4) : Double.toString(value);
    }

    private static String plain(double value, int digits) {
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e7)) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
                    .replaceFirst("\\.?0*e", "e")
                    .replaceFirst("e([+-])0?(\\d)", "e$1$2")
                    .replace("e+", "e");
        }
        if (magnitude >= 1000) {
            return String.format(Locale.ROOT, magnitude >= 10_000 ? "%,.0f" : "%,.1f", value)
                    .replaceFirst("\\.0$", "");
        }
        return new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** All digits, without an exponent where that is short. */
    public static String exact(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
        double magnitude = Math.abs(value);
        return magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e15)
                ? digits.toPlainString()
                : digits.toString().replace("E+", "e").replace("E", "e");
    }

    /** Grouped by thousands. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** So many of something whose plural ends in s, such as {@code 1 epoch} or {@code 1,438 samples}, in English. */
    public static String of(long count, String singular) {
        return count(count) + " " + singular + (count == 1 ? "" : "s");
    }

    /**
     * So many of something.
     *
     * @param singular its English word; one that this package has no translation of is said in English
     */
    public static String of(long count, String singular, Audience audience) {
        return Speech.find(audience, (count == 1 ? "one." : "many.") + singular, count(count))
                .orElseGet(() -> of(count, singular));
    }

    /** All digits of a number below a million, three of a larger one. */
    public static String compact(double value) {
        return Math.abs(value) < 1e6 && Double.isFinite(value) ? count(Math.round(value)) : approximate(value);
    }

    /** Three significant digits with k, M, G, T. */
    public static String approximate(double value) {
        String[] prefixes = {"", " k", " M", " G", " T", " P", " E"};
        int prefix = 0;
        double scaled = value;
        while (Math.abs(scaled) >= 999.5 && prefix < prefixes.length - 1) {
            scaled /= 1000;
            prefix++;
        }
        return plain(scaled, 3) + prefixes[prefix];
    }

    /** In units of 1024. */
    public static String bytes(long bytes) {
        int unit = 0;
        double scaled = bytes;
        while (Math.abs(scaled) >= 1024 && unit < BINARY.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return plain(scaled, 3) + " " + BINARY[unit];
    }

    /** The two largest units that are not zero, in English. */
    public static String duration(double seconds) {
        return duration(seconds, Audience.RECORD);
    }

    /** The two largest units that are not zero. */
    public static String duration(double seconds, Audience audience) {
        if (!Double.isFinite(seconds)) {
            return Speech.say(audience, "time.unknown");
        }
        if (seconds < 60) {
            return Speech.say(audience, "time.s", seconds < 1 ? plain(seconds, 2) : plain(seconds, 3));
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return two(audience, whole / 60, "time.min", whole % 60, "time.s");
        }
        return whole < 86_400
                ? two(audience, whole / 3600, "time.h", whole % 3600 / 60, "time.min")
                : two(audience, whole / 86_400, "time.d", whole % 86_400 / 3600, "time.h");
    }

    /** A time that nobody knows exactly, in one unit, such as {@code 42 s}, {@code 12 min} or {@code 1.5 h}. */
    public static String roughly(double seconds, Audience audience) {
        if (!Double.isFinite(seconds)) {
            return Speech.say(audience, "time.unknown");
        }
        if (seconds < 59.5) {
            return Speech.say(audience, "time.s", Math.round(seconds));
        }
        double minutes = seconds / 60;
        if (minutes < 59.5) {
            return Speech.say(audience, "time.min", Math.round(minutes));
        }
        double hours = minutes / 60;
        return hours < 47.5
                ? Speech.say(audience, "time.h", plain(hours, 2))
                : Speech.say(audience, "time.d", plain(hours / 24, 2));
    }

    private static String two(Audience audience, long large, String largeUnit, long small, String smallUnit) {
        String first = Speech.say(audience, largeUnit, count(large));
        return small == 0 ? first : first + " " + Speech.say(audience, smallUnit, small);
    }

    /** A share of one as a percentage. */
    public static String percent(double share) {
        if (share > 0 && share < 0.00095) {
            return String.format(Locale.ROOT, "%.2f %%", share * 100);
        }
        return String.format(Locale.ROOT, share > 0 && share < 0.0995 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    /** UTC, to the second. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }
}
