package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchMemory;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.batch.TrainingBatches;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.module.LockedMemory;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches in libtorch's memory; page-locked it is on a machine with a GPU alone. */
class LockedMemoryTest {
    private static final Architecture NETWORK =
            Networks.build("mlp", Map.of("hidden", List.of(16), "dropout", 0.1), List.of(4), 3);
    private static final int EPOCHS = 3;

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    /** Sample n has four features and a label that its number decides. */
    private record Numbered(int size) implements Samples {
        @Override
        public int featuresPerSample() {
            return 4;
        }

        @Override
        public int labelBytes() {
            return Long.BYTES;
        }

        @Override
        public void gather(int[] numbers, int from, int count, ByteBuffer features, ByteBuffer labels) {
            for (int place = from; place < from + count; place++) {
                Random random = new Random(numbers[place]);
                for (int feature = 0; feature < featuresPerSample(); feature++) {
                    features.putFloat((float) random.nextGaussian());
                }
                labels.putLong(random.nextInt(3));
            }
        }
    }

    private static List<ByteBuffer> trained(BatchMemory memory) {
        Samples samples = new Numbered(50);
        TrainingBatches batches = new TrainingBatches(samples, BatchPlan.of(samples.size(), 8), memory);
        long step = 0;
        try (Learner learner = Learners.create(Specs.measuring("accuracy").classifier(NETWORK), device)) {
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                learner.beginEpoch();
                try (BatchLoader loader = batches.of(1, epoch, 0)) {
                    while (loader.hasNext()) {
                        try (Batch batch = loader.next()) {
                            learner.train(batch, ++step, 0.01, true, 1);
                        }
                    }
                }
                learner.read();
            }
            return learner.parameters().stream()
                    .map(tensor -> ByteBuffer.wrap(bytes(tensor.data())))
                    .toList();
        }
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    @Test
    void shouldTrainTheSameBitsFromLibtorchsMemory() {
        assertThat(trained(new LockedMemory(false))).isEqualTo(trained(BatchMemory.OF_JAVA));
    }

    @Test
    void shouldGiveMemoryForEveryBatch() {
        BatchMemory memory = new LockedMemory(false);
        BatchMemory.Block first = memory.take(24);
        BatchMemory.Block other = memory.take(24);

        first.bytes().putLong(16, 7);
        other.bytes().putLong(16, 8);
        BatchMemory.Block next = first.next();
        next.bytes().putLong(16, 9);

        assertThat(first.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(next).isNotSameAs(first);
        assertThat(next.bytes().capacity()).isEqualTo(24);
        assertThat(next.bytes().isDirect()).isTrue();
        assertThat(other.bytes().getLong(16)).isEqualTo(8);
    }

    /** As this machine does without a GPU's driver, and one whose driver has no more. */
    @Test
    void shouldTakeJavasMemoryWhereNoneCanBeLocked() {
        BatchMemory memory = new LockedMemory(true);

        BatchMemory.Block block = memory.take(8);

        assertThat(block.bytes().putLong(0, 7).getLong(0)).isEqualTo(7);
        if (!device.isGpu()) {
            assertThat(block.next()).isSameAs(block);
        }
    }

    @Test
    void shouldLeaveTheMemoryOfBatchesToJavaOnACpu() {
        assertThat(Learners.batchMemory(Device.cpu())).isSameAs(BatchMemory.OF_JAVA);
    }
}
