package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.rows.Cells;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Cells of which those without a value have the mean of their column. */
record FilledCells(Cells cells, double[] means) implements Cells {
    /** @param means by column */
    static FilledCells of(Cells cells, IntToDoubleFunction means) {
        return new FilledCells(
                cells, IntStream.range(0, cells.width()).mapToDouble(means).toArray());
    }

    @Override
    public int width() {
        return cells.width();
    }

    @Override
    public double get(int row, int column) {
        return filled(cells.get(row, column), column);
    }

    @Override
    public void read(int row, double[] target) {
        cells.read(row, target);
        for (int column = 0; column < target.length; column++) {
            target[column] = filled(target[column], column);
        }
    }

    private double filled(double value, int column) {
        return Double.isNaN(value) ? means[column] : value;
    }
}
