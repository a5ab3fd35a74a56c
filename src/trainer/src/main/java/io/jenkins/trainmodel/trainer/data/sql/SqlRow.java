package io.jenkins.trainmodel.trainer.data.sql;

import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;

/**
 * A row of texts and numbers.
 *
 * @param texts by column; null where its cell is a number
 * @param numbers by column; not a number where there is a text
 */
record SqlRow(String[] texts, double[] numbers) implements Row {
    /** Where a number is not finite, as files write it. */
    private static final String INFINITE = "inf";

    @Override
    public int size() {
        return texts.length;
    }

    @Override
    public String get(int column) {
        return texts[column] == null ? text(numbers[column]) : texts[column];
    }

    private static String text(double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? INFINITE : "-" + INFINITE;
        }
        return Double.toString(number);
    }

    @Override
    public double number(int column) {
        return numbers[column];
    }
}
