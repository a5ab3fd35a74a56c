package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.util.List;
import java.util.stream.IntStream;

/** The features of a file while it is read: in double where they will be standardised, else in float32 at once. */
sealed interface CsvFeatures {
    static CsvFeatures of(String source, int width, boolean standardize, MemoryBudget budget) {
        return standardize
                ? new Doubles(new DoubleRows(source, width, budget))
                : new Floats(new FloatRows(source, width, budget), new float[width]);
    }

    void add(double[] row);

    FeatureRows rows();

    /** Bytes that a cell takes. */
    int cellBytes();

    /** Warns of columns whose values float32 cannot tell apart. */
    void note(FloatRange range, String source, List<String> columns, List<String> warnings);

    record Doubles(DoubleRows rows) implements CsvFeatures {
        @Override
        public void add(double[] row) {
            rows.add(row);
        }

        @Override
        public int cellBytes() {
            return Double.BYTES;
        }

        @Override
        public void note(FloatRange range, String source, List<String> columns, List<String> warnings) {
            // standardised before they become float32
        }
    }

    record Floats(FloatRows rows, float[] rounded) implements CsvFeatures {
        @Override
        public void add(double[] row) {
            for (int feature = 0; feature < row.length; feature++) {
                rounded[feature] = (float) row[feature];
            }
            rows.add(rounded);
        }

        @Override
        public int cellBytes() {
            return Float.BYTES;
        }

        @Override
        public void note(FloatRange range, String source, List<String> columns, List<String> warnings) {
            List<String> coarse = IntStream.range(0, columns.size())
                    .filter(range::isLost)
                    .mapToObj(columns::get)
                    .toList();
            if (!coarse.isEmpty()) {
                warnings.add(source + ": values too large for their differences, which float32 rounds away: "
                        + Listing.of(coarse) + "; set standardize: true, or subtract what all have in common");
            }
        }
    }
}
