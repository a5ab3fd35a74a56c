package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.trainer.data.split.ContentNumber;

/** The numbers that the cells of a row are read as, column by column. */
final class RawRow {
    private final double[] cells;
    private int filled;
    private long content;

    RawRow(int width) {
        cells = new double[width];
    }

    /** Begins with another row. */
    void clear() {
        filled = 0;
        content = 0;
    }

    void add(double number) {
        cells[filled++] = number;
    }

    /** Goes on there, whether so many numbers were added or not: a cell may have none. */
    void endAt(int place) {
        filled = place;
    }

    /** Makes what a cell holds a part of the row's content. */
    void contain(long share) {
        content += share;
    }

    /** The value that stands in the place of so many numbers is missing. */
    void addMissing(long column, int numbers) {
        for (int number = 0; number < numbers; number++) {
            add(Double.NaN);
        }
        contain(ContentNumber.ofCell(column, Double.NaN));
    }

    /** All of them; they are others with the next row. */
    double[] cells() {
        return cells;
    }

    /** The {@link ContentNumber} of the row. */
    long content() {
        return content;
    }
}
