package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.drift.ColumnKind;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * The samples that train by the columns that were read, in the columns' own units.
 *
 * @param source of their features
 * @param rows of the source that train
 * @param labels by row, the number that is predicted; empty where that is a class or a column of the source
 */
public record TrainedColumns(Source source, int[] rows, Optional<IntToDoubleFunction> labels) {

    /** A column; its cells are numbers, days since 1970, or the numbers of these words. */
    public record Column(String name, ColumnKind kind, List<String> words) {
        public Column {
            words = List.copyOf(words);
        }

        public static Column ofNumbers(String name) {
            return new Column(name, ColumnKind.NUMBER, List.of());
        }
    }

    /** Gives cells, which are not numbers where their value is missing. */
    @FunctionalInterface
    public interface Cell {
        double at(int row, int column);
    }

    /** Columns with names; none where features have no names. */
    public record Source(List<Column> columns, Cell cells) {
        public static final Source NONE = new Source(List.of(), (row, column) -> Double.NaN);

        public Source {
            columns = List.copyOf(columns);
        }
    }

    /** So many rows at most, evenly chosen. */
    public int[] rows(int most) {
        if (rows.length <= most) {
            return rows.clone();
        }
        int[] chosen = new int[most];
        for (int index = 0; index < most; index++) {
            chosen[index] = rows[(int) ((long) index * rows.length / most)];
        }
        return chosen;
    }
}
