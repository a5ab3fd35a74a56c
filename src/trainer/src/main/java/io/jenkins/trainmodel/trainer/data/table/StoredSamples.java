package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.label.Labels;
import io.jenkins.trainmodel.trainer.data.rows.DataOnDisk;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.function.IntFunction;

/** A selection of the rows of a source: its training or its validation part. */
record StoredSamples(FeatureRows features, Labels labels, int[] selection, IntFunction<SamplePlace> places)
        implements Samples {
    @Override
    public Optional<SamplePlace> place(int sample) {
        return Optional.of(places.apply(selection[sample]));
    }

    @Override
    public int size() {
        return selection.length;
    }

    @Override
    public int featuresPerSample() {
        return features.width();
    }

    @Override
    public int labelBytes() {
        return labels.bytes();
    }

    @Override
    public boolean isCostly() {
        return features.isCostly();
    }

    @Override
    public Optional<DataOnDisk> onDisk() {
        return features.onDisk(selection);
    }

    @Override
    public void gather(int[] indices, int from, int count, ByteBuffer featureTarget, ByteBuffer labelTarget) {
        FloatBuffer floats = featureTarget.asFloatBuffer();
        for (int index = from; index < from + count; index++) {
            int row = selection[indices[index]];
            features.copy(row, floats);
            labels.copy(row, labelTarget);
        }
        featureTarget.position(featureTarget.position() + floats.position() * Float.BYTES);
    }
}
