package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.trainer.data.rows.DiskRows;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;

/** The features of a file while it is read: in double where they will be standardised or encoded, else in float32 at once. */
sealed interface CsvFeatures {
    void add(double[] row);

    FeatureRows rows();

    /** Bytes of the heap that a cell takes. */
    int cellBytes();

    /** In float64. */
    record Doubles(DoubleRows rows) implements CsvFeatures {
        @Override
        public void add(double[] row) {
            rows.add(row);
        }

        @Override
        public int cellBytes() {
            return Double.BYTES;
        }
    }

    /** In float64 on the disk. */
    record OnDisk(DiskRows rows) implements CsvFeatures {
        @Override
        public void add(double[] row) {
            rows.add(row);
        }

        @Override
        public int cellBytes() {
            return 0;
        }
    }

    /** In float32. */
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
    }
}
