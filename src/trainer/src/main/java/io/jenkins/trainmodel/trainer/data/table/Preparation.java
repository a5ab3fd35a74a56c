package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.TrainedColumns;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** How features are prepared, which may have to be learned from the samples that train. */
@FunctionalInterface
public interface Preparation {
    /**
     * Learns from samples of a table.
     *
     * @param train the rows that train
     * @param notes takes what people should know of the features
     */
    Prepared learn(SampleTable table, int[] train, List<String> notes);

    /**
     * What was learned.
     *
     * @param rows makes samples of rows as they were read, which may be gone then
     * @param columns gives back the columns as they were read, of rows that were prepared
     */
    record Prepared(
            UnaryOperator<FeatureRows> rows,
            Preprocessing preprocessing,
            Function<FeatureRows, TrainedColumns.Source> columns) {}

    /** Rows that were prepared as they were read. */
    static Preparation done(Preprocessing preprocessing) {
        return (table, train, notes) ->
                new Prepared(UnaryOperator.identity(), preprocessing, rows -> LearnedNumbers.of(rows, preprocessing));
    }

    /**
     * Rows of float64 that are standardised.
     *
     * @param progress is told how far learning has come
     */
    static Preparation standardizing(Preprocessing scaling, LoadProgress progress) {
        return (table, train, notes) -> {
            DoubleRows read = (DoubleRows) table.features();
            Standardization learned = Standardization.of(
                    ToldCells.of(read, table.source(), train.length, Standardization.PASSES, progress), train);
            List<String> constant = IntStream.range(0, scaling.columns().size())
                    .filter(learned::constant)
                    .mapToObj(scaling.columns()::get)
                    .toList();
            warnOfConstants(table, constant, notes);
            Preprocessing preprocessing = learned.after(scaling);
            return new Prepared(
                    rows -> learned.apply((DoubleRows) rows),
                    preprocessing,
                    rows -> LearnedNumbers.of(rows, preprocessing));
        };
    }

    /** Says which columns teach nothing. */
    static void warnOfConstants(SampleTable table, List<String> constant, List<String> notes) {
        if (!constant.isEmpty()) {
            notes.add(table.source() + ": the same value in every training sample, so nothing to learn from: "
                    + Listing.of(constant));
        }
    }
}
