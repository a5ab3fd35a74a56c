package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.rows.Cells;
import java.nio.file.Path;

/**
 * Cells whose rows are read several times over to learn from them, which takes minutes where the table is large: says how far that
 * is. One thread.
 */
final class ToldCells implements Cells {
    /** Of 1,000 numbers each, so many rows take about a tenth of a second. */
    private static final int TELL_ROWS = 1 << 12;

    private final Cells cells;
    private final String what;
    private final LoadProgress progress;
    private final long total;
    private long done;

    /** @param total rows that are read as often as they are read */
    private ToldCells(Cells cells, String what, long total, LoadProgress progress) {
        this.cells = cells;
        this.what = what;
        this.total = total;
        this.progress = progress;
    }

    /**
     * Of rows that are read in so many passes.
     *
     * @param source the file or folder that they are from
     */
    static ToldCells of(Cells cells, String source, int rows, int passes, LoadProgress progress) {
        Path name = Path.of(source).getFileName();
        return new ToldCells(
                cells,
                "the rows of " + name + " for their statistics",
                Math.multiplyExact((long) rows, passes),
                progress);
    }

    @Override
    public int width() {
        return cells.width();
    }

    @Override
    public double get(int row, int column) {
        return cells.get(row, column);
    }

    @Override
    public void read(int row, double[] target) {
        cells.read(row, target);
        if (++done % TELL_ROWS == 0 && done <= total) {
            progress.read(what, done, total);
        }
    }
}
