package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.TrainedColumns;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;

/** Columns of numbers, made again of the features that they have become, to within a rounding of float32. */
final class LearnedNumbers {
    private LearnedNumbers() {}

    /** None where features have no names. */
    static TrainedColumns.Source of(FeatureRows rows, Preprocessing learned) {
        if (!(rows instanceof FloatRows floats) || learned.columns().isEmpty()) {
            return TrainedColumns.Source.NONE;
        }
        boolean standardized = !learned.means().isEmpty();
        return new TrainedColumns.Source(
                learned.columns().stream().map(TrainedColumns.Column::ofNumbers).toList(), (row, column) -> {
                    double feature = floats.get(row, column);
                    double scaled = standardized
                            ? feature * learned.deviations().get(column)
                                    + learned.means().get(column)
                            : feature;
                    return scaled / learned.scale();
                });
    }
}
