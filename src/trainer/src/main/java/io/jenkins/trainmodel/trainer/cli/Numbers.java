package io.jenkins.trainmodel.trainer.cli;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Numbers() {}

    /** Four significant digits; very small and very large ones in scientific notation. */
    static String metric(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (value != 0 && (size < 1e-3 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = size >= 100 ? 1 : size >= 10 ? 2 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** With a decimal prefix before the unit: 12.3 ksamples/s, 4.56 M. */
    static String count(double value, String unit) {
        return (scaled(value, 1000, DECIMAL) + unit).strip();
    }

    static String bytes(double value) {
        return scaled(value, 1024, BINARY);
    }

    /** Such as 35 ms, 12 s, 3 min 20 s, 5 h 10 min, 3 d 4 h. */
    static String duration(double seconds) {
        if (seconds < 1) {
            return Math.round(1e3 * seconds) + " ms";
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        if (whole < 86_400) {
            return whole / 3600 + " h " + whole % 3600 / 60 + " min";
        }
        return whole / 86_400 + " d " + whole % 86_400 / 3600 + " h";
    }

    /** Three significant digits; what would be rounded up to the next unit is shown in that. */
    private static String scaled(double value, int base, String[] units) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= base - 0.5 && unit < units.length - 1) {
            scaled /= base;
            unit++;
        }
        boolean whole = unit == 0 && value == Math.rint(value) || Math.abs(scaled) >= 999.5;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.3g", scaled) + " " + units[unit];
    }
}
