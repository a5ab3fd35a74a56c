package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.trainer.data.Samples;
import java.nio.ByteBuffer;

/** Windows behind which nothing was measured yet; their labels are 0. */
record SeriesEnds(SeriesSamples windows) implements Samples {
    @Override
    public int size() {
        return windows.size();
    }

    @Override
    public int featuresPerSample() {
        return windows.featuresPerSample();
    }

    @Override
    public int labelBytes() {
        return windows.labelBytes();
    }

    @Override
    public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
        for (int index = from; index < from + count; index++) {
            windows.gatherFeatures(indices[index], features);
        }
        for (int label = 0; label < count * labelBytes() / Float.BYTES; label++) {
            labels.putFloat(0);
        }
    }
}
