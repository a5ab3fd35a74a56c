package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import io.jenkins.trainmodel.trainer.data.rows.DataOnDisk;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.rows.RawRows;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/** Rows whose features are made when they are copied, so that a column with many categories takes the memory of one number. */
final class EncodedRows implements FeatureRows {
    private final RawRows cells;
    private final List<ColumnEncoding> encodings;
    /** By column, the place of every word among the categories, or -1; empty where it is no category. */
    private final int[][] categories;

    private final double[] means;
    private final double[] deviations;

    /**
     * Of rows that are kept.
     *
     * @param means of every feature, and deviations
     */
    EncodedRows(
            RawRows cells, List<ColumnEncoding> encodings, int[][] categories, double[] means, double[] deviations) {
        this.cells = cells;
        this.encodings = encodings;
        this.categories = categories;
        this.means = means;
        this.deviations = deviations;
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    public int width() {
        return means.length;
    }

    @Override
    public boolean isCostly() {
        return cells.isCostly();
    }

    @Override
    public Optional<DataOnDisk> onDisk(int[] rows) {
        return cells.onDisk(rows);
    }

    @Override
    public void copy(int row, FloatBuffer target) {
        double[] features = new double[means.length];
        ColumnEncoding.encode(encodings, raw(row), features);
        for (int feature = 0; feature < features.length; feature++) {
            target.put((float) ((features[feature] - means[feature]) / deviations[feature]));
        }
    }

    /** Its cells, with words as places among the categories. */
    private double[] raw(int row) {
        double[] raw = new double[cells.width()];
        cells.read(row, raw);
        int from = 0;
        for (int column = 0; column < categories.length; column++) {
            if (categories[column].length > 0 && !Double.isNaN(raw[from])) {
                raw[from] = categories[column][(int) raw[from]];
            }
            from += encodings.get(column).cells();
        }
        return raw;
    }
}
