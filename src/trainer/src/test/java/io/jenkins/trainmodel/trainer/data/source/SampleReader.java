package io.jenkins.trainmodel.trainer.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes samples apart for assertions. */
public final class SampleReader {
    private SampleReader() {}

    public static LoadedData load(DataSpec spec) {
        return load(spec, 1);
    }

    public static LoadedData load(DataSpec spec, long seed) {
        return new Datasets(TestEngine.libraries(), LoadProgress.NONE).load(spec, seed, Optional.empty());
    }

    /** The problems with which loading fails. */
    public static List<String> problems(DataSpec spec) {
        DataException failure = catchThrowableOfType(DataException.class, () -> load(spec));
        assertThat(failure).as("data should have been refused").isNotNull();
        return failure.problems();
    }

    /** Features, and the label last, of every sample of both parts. */
    public static List<List<Float>> all(LoadedData data) {
        List<List<Float>> rows = new ArrayList<>(rows(data.train()));
        rows.addAll(rows(data.validation()));
        return rows;
    }

    /** Features, and the label last, of every sample. */
    public static List<List<Float>> rows(Samples samples) {
        List<List<Float>> rows = new ArrayList<>();
        for (int sample = 0; sample < samples.size(); sample++) {
            List<Float> row = new ArrayList<>(features(samples, sample));
            row.add(label(samples, sample));
            rows.add(row);
        }
        return rows;
    }

    public static List<Float> features(Samples samples, int sample) {
        ByteBuffer features = buffer(samples.featuresPerSample() * Float.BYTES);
        samples.gather(new int[] {sample}, 0, 1, features, buffer(Long.BYTES));
        List<Float> values = new ArrayList<>();
        for (features.flip(); features.hasRemaining(); ) {
            values.add(features.getFloat());
        }
        return values;
    }

    private static float label(Samples samples, int sample) {
        ByteBuffer label = buffer(samples.labelBytes());
        samples.gather(new int[] {sample}, 0, 1, buffer(samples.featuresPerSample() * Float.BYTES), label);
        return samples.labelBytes() == Long.BYTES ? label.getLong(0) : label.getFloat(0);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
