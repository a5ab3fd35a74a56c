package io.jenkins.trainmodel.trainer.data.csv;

/** A number in a cell. */
final class CsvCell {
    private CsvCell() {}

    /** Tells whether it is a decimal number, which is less than what Java reads as one ({@code 1f}, {@code 0x1p3}). */
    static boolean isNumber(String cell) {
        return !Double.isNaN(parse(cell));
    }

    /** The value; not a number if the cell holds none. */
    static double parse(String cell) {
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

    /** Says what is wrong with a cell that holds no number, and what to do. */
    static String explain(String cell) {
        if (cell.isEmpty()) {
            return "the cell is empty, a number is needed; fill it in, remove the row, or add the column to ignore";
        }
        return switch (cell.toLowerCase(java.util.Locale.ROOT)) {
            case "nan", "na", "n/a", "null", "none", "?" ->
                "\"" + cell + "\" stands for a missing value, a number is needed; fill it in or remove the row";
            case "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" ->
                "\"" + cell + "\" is not finite; replace it or remove the row";
            default -> "\"" + shortened(cell) + "\" is not a number; encode it as numbers, or add the column to ignore";
        };
    }

    private static String shortened(String cell) {
        return cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
    }
}
