package io.jenkins.trainmodel.trainer.drift;

import io.jenkins.trainmodel.trainer.data.TrainedColumns;
import java.util.Arrays;

/** Reads columns one after the other, though rows lie together: as many at once as a bounded part of the memory takes. */
final class ColumnBlocks {
    /** 128 MiB: of rows on the disk each block takes a pass over all that lies between those that are chosen. */
    private static final int CELLS = 16 << 20;

    private final TrainedColumns trained;
    private final int[] rows;

    /** @param mostRows that are read, evenly chosen */
    ColumnBlocks(TrainedColumns trained, int mostRows) {
        this.trained = trained;
        rows = trained.rows(mostRows);
    }

    /** Takes the values of a column. */
    interface Reader {
        void read(int column, double[] values);
    }

    /** Reads the columns of these numbers. */
    void forEach(int[] columns, Reader reader) {
        int width = Math.max(1, CELLS / Math.max(1, rows.length));
        for (int from = 0; from < columns.length; from += width) {
            int[] block = Arrays.copyOfRange(columns, from, Math.min(columns.length, from + width));
            double[][] values = read(block);
            for (int column = 0; column < block.length; column++) {
                reader.read(block[column], values[column]);
            }
        }
    }

    private double[][] read(int[] columns) {
        double[][] values = new double[columns.length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                values[column][row] = trained.source().cells().at(rows[row], columns[column]);
            }
        }
        return values;
    }
}
