package io.jenkins.trainmodel.trainer.batchsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.Learner;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrainedBatchesTest {
    private long now;

    /** Takes a millisecond for every sample but the first three of a batch. */
    private Learner learner() {
        return (Learner) Proxy.newProxyInstance(
                Learner.class.getClassLoader(), new Class<?>[] {Learner.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("train")) {
                        now += TimeUnit.MILLISECONDS.toNanos(((Batch) arguments[0]).size() - 3L);
                    }
                    return null;
                });
    }

    private TrainedBatches batches(int samples, int features, long mostBuffers) throws Exception {
        return new TrainedBatches(spec(), new Zeros(samples, features), given -> learner(), mostBuffers, () -> now);
    }

    @Test
    void shouldNotTakeTheRestOfAnEpochForAFullBatch() throws Exception {
        try (TrainedBatches batches = batches(4 * 8 + 4, 1, Long.MAX_VALUE)) {
            assertThat(batches.samplesPerSecond(8)).hasValue(8 / 0.005);
        }
    }

    /** Four batches to train with, four to validate with, 12 bytes a sample. */
    @Test
    void shouldLeaveRoomForAllBatchesThatARunHolds() throws Exception {
        try (TrainedBatches batches = batches(64, 1, 8 * 8 * 12)) {
            assertThat(batches.samplesPerSecond(8)).isPresent();
            assertThat(batches.samplesPerSecond(9)).isEmpty();
            assertThat(batches.shortage().orElseThrow()).hasMessageContaining("no room outside Java's heap");
        }
    }

    @Test
    void shouldNotFitWhereABufferHoldsNoBatch() throws Exception {
        try (TrainedBatches batches = batches(64, 1 << 28, Long.MAX_VALUE)) {
            assertThat(batches.samplesPerSecond(8)).isEmpty();
            assertThat(batches.shortage().orElseThrow()).hasMessageContaining("more than the 2 GiB");
        }
    }

    private static TrainingSpec spec() throws Exception {
        return SpecReader.withoutFiles().read("train.yaml", """
                        data: {type: csv, path: data.csv, label: label}
                        model: {type: mlp, hidden: [4]}
                        training: {batchSize: auto}
                        stopWhen: [{maxEpochs: 3}]
                        """, Path.of("/project"), List.of());
    }

    private record Zeros(int size, int featuresPerSample) implements Samples {
        @Override
        public int labelBytes() {
            return Long.BYTES;
        }

        @Override
        public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
            features.position(features.position() + count * featuresPerSample * Float.BYTES);
            labels.position(labels.position() + count * labelBytes());
        }
    }
}
