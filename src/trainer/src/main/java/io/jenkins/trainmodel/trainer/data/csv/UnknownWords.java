package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.trainer.data.column.Dictionary;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.table.EncodingColumns;
import java.util.List;
import java.util.function.IntFunction;

/** Counts the samples of a file whose words a model has never learned, column by column. */
final class UnknownWords {
    private final List<RawColumn> columns;
    private final long[] counts;
    private final String[] first;

    UnknownWords(List<RawColumn> columns) {
        this.columns = columns;
        counts = new long[columns.size()];
        first = new String[columns.size()];
    }

    /**
     * A row became a sample.
     *
     * @param cells numbers that it was read as
     * @param words what stands in a column of the model
     */
    void observe(double[] cells, IntFunction<String> words) {
        int place = 0;
        for (int column = 0; column < counts.length; column++) {
            boolean category = columns.get(column).holds() instanceof ColumnSpec.Category;
            if (category && cells[place] == Dictionary.UNKNOWN) {
                first[column] = counts[column]++ == 0 ? words.apply(column) : first[column];
            }
            place += columns.get(column).cells();
        }
    }

    void note(String source, List<String> warnings) {
        for (int column = 0; column < counts.length; column++) {
            if (counts[column] > 0) {
                String name = columns.get(column).name();
                warnings.add(EncodingColumns.unknown(source, name, counts[column], first[column]));
            }
        }
    }
}
