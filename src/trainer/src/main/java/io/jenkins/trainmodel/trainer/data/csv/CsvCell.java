package io.jenkins.trainmodel.trainer.data.csv;

import java.util.Locale;
import java.util.Set;

/** A number in a cell, or the lack of one. */
public final class CsvCell {
    private static final Set<String> NO_NUMBER = Set.of("na", "n/a", "<na>", "null", "none", "?");

    private CsvCell() {}

    /** Tells whether it is a decimal number, which is less than what Java reads as one ({@code 1f}, {@code 0x1p3}). */
    static boolean isNumber(String cell) {
        return !Double.isNaN(parse(cell));
    }

    /** The value; not a number if the cell holds none. */
    public static double parse(String cell) {
        for (int position = 0; position < cell.length(); position++) {
            if ("0123456789.-+eE".indexOf(cell.charAt(position)) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** Tells whether nothing is there, or the words that programs write for it. */
    public static boolean isMissing(String cell) {
        return isMissingAmongText(cell) || isMissingAmongNumbers(cell);
    }

    /** Tells whether it is missing whatever else the column holds. */
    static boolean isMissingAmongText(String cell) {
        return cell.isEmpty() || cell.equalsIgnoreCase("nan");
    }

    /** Tells whether it is a word, such as {@code none}, that may name a class but stands for no number. */
    static boolean isMissingAmongNumbers(String cell) {
        return cell.length() <= 4 && NO_NUMBER.contains(cell.toLowerCase(Locale.ROOT));
    }
}
