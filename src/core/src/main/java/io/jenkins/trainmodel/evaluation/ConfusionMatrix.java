package io.jenkins.trainmodel.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which class was taken for which: the cells that are not zero, the fullest first, at most {@value #MOST_CELLS} of them.
 *
 * @param cells by falling count
 * @param omitted samples in cells that do not stand here
 */
public record ConfusionMatrix(List<Cell> cells, long omitted) {
    public static final int MOST_CELLS = 200;

    public ConfusionMatrix {
        cells = List.copyOf(cells);
    }

    /** So many samples of one class were taken for another, or for itself; classes by number. */
    public record Cell(int labelled, int predicted, long count) {}

    /** The cells of a table whose rows are labels and whose columns are predictions. */
    static ConfusionMatrix of(long[][] counts) {
        List<Cell> cells = new ArrayList<>();
        for (int labelled = 0; labelled < counts.length; labelled++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                if (counts[labelled][predicted] > 0) {
                    cells.add(new Cell(labelled, predicted, counts[labelled][predicted]));
                }
            }
        }
        // The sort is stable, so that equal counts stay in the order of the classes.
        cells.sort(Comparator.comparingLong(Cell::count).reversed());
        List<Cell> kept = cells.subList(0, Math.min(MOST_CELLS, cells.size()));
        return new ConfusionMatrix(kept, sum(cells) - sum(kept));
    }

    private static long sum(List<Cell> cells) {
        return cells.stream().mapToLong(Cell::count).sum();
    }
}
