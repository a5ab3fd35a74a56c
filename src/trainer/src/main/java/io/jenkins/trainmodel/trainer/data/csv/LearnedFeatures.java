package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Features as the training samples were prepared: in double, and rounded to float32 at the end. */
final class LearnedFeatures {
    private final Preprocessing prepared;

    LearnedFeatures(Preprocessing prepared) {
        this.prepared = prepared;
    }

    /**
     * Puts the features of a row.
     *
     * @param cells numbers that its cells were read as
     * @param place of the row, for messages
     * @throws DataException if one of them is none in float32
     */
    void put(double[] cells, Supplier<String> place, ByteBuffer target) {
        double[] features = cells;
        if (!prepared.encodings().isEmpty()) {
            features = new double[prepared.columns().size()];
            ColumnEncoding.encode(prepared.encodings(), cells, features);
        }
        for (int feature = 0; feature < features.length; feature++) {
            double value = prepared.means().isEmpty()
                    ? features[feature]
                    : (features[feature] - prepared.means().get(feature))
                            / prepared.deviations().get(feature);
            if (!Float.isFinite((float) value)) {
                throw new DataException(place.get() + ": the feature "
                        + Quoted.of(prepared.columns().get(feature))
                        + " is beyond the range of float32 where the model has learned it");
            }
            target.putFloat((float) value);
        }
    }
}
