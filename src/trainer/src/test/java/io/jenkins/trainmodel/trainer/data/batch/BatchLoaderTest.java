package io.jenkins.trainmodel.trainer.data.batch;

import static io.jenkins.trainmodel.trainer.data.batch.Numbers.drain;
import static io.jenkins.trainmodel.trainer.data.batch.Numbers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import io.jenkins.trainmodel.trainer.data.random.Sampler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which samples are in which batch. */
@Timeout(20)
class BatchLoaderTest {
    @Test
    void shouldGiveAllSamplesInOrderAndTheRestAsASmallerBatch() {
        Numbers samples = new Numbers(10);
        int[] order = new Sampler(10, 3).order(1);
        List<Integer> sizes = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();

        try (BatchLoader loader = new BatchLoader(samples, new BatchBuffers(samples, 4, 2), SampleOrder.of(order), 0)) {
            assertThat(loader.batches()).isEqualTo(3);
            while (loader.hasNext()) {
                try (Batch batch = loader.next()) {
                    sizes.add(batch.size());
                    seen.addAll(read(batch));
                }
            }
        }

        assertThat(sizes).containsExactly(4, 4, 2);
        assertThat(seen).containsExactlyElementsOf(asList(order));
    }

    @Test
    void shouldGiveAJoinedBatchAsItIsPlanned() {
        Numbers samples = new Numbers(9);
        BatchPlan plan = new BatchPlan(9, 4, true);
        List<Integer> sizes = new ArrayList<>();

        try (BatchLoader loader = new BatchLoader(
                samples, new BatchBuffers(samples, plan.largest(), 2), SampleOrder.inSequence(9), plan, 0)) {
            while (loader.hasNext()) {
                try (Batch batch = loader.next()) {
                    sizes.add(batch.size());
                }
            }
        }

        assertThat(sizes).containsExactly(4, 5);
    }

    @Test
    void shouldTellHowLongItFilled() throws Exception {
        Numbers samples = new Numbers(4);
        samples.delay = Duration.ofMillis(10);

        try (BatchLoader loader =
                new BatchLoader(samples, new BatchBuffers(samples, 1, 2), SampleOrder.inSequence(4), 0)) {
            loader.next().close();
            while (loader.hasNext()) {
                loader.next().close();
            }

            assertThat(loader.filledSeconds()).isGreaterThanOrEqualTo(0.04);
        }
    }

    @Test
    void shouldBeginAtTheBatchWhereARunWasInterrupted() {
        Numbers samples = new Numbers(23);
        BatchBuffers buffers = new BatchBuffers(samples, 5, 3);
        int[] order = new Sampler(23, 9).order(4);
        List<Integer> whole = drain(new BatchLoader(samples, buffers, SampleOrder.of(order), 0));

        for (int batch = 0; batch <= 5; batch++) {
            List<Integer> rest = drain(new BatchLoader(samples, buffers, SampleOrder.of(order), batch));

            assertThat(rest).isEqualTo(whole.subList(Math.min(23, batch * 5), 23));
        }
    }

    @Test
    void shouldGiveDirectBuffersInNativeOrderLimitedToTheSamples() {
        Numbers samples = new Numbers(3);

        try (BatchLoader loader = BatchLoader.inSequence(samples, 8);
                Batch batch = loader.next()) {
            assertThat(batch.features().isDirect()).isTrue();
            assertThat(batch.features().order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(batch.features().remaining()).isEqualTo(3 * 2 * Float.BYTES);
            assertThat(batch.labels().remaining()).isEqualTo(3 * Long.BYTES);
            assertThat(batch.features().position()).isZero();
        }
    }

    @Test
    void shouldUseTheSameFewBuffersForAllBatchesOfAllEpochs() {
        Numbers samples = new Numbers(100);
        BatchBuffers buffers = new BatchBuffers(samples, 2, 3);
        List<ByteBuffer> used = new ArrayList<>();

        for (int epoch = 1; epoch <= 3; epoch++) {
            try (BatchLoader loader = new BatchLoader(samples, buffers, samples.order(1, epoch), 0)) {
                while (loader.hasNext()) {
                    Batch batch = loader.next();
                    if (used.stream().noneMatch(buffer -> buffer == batch.features())) {
                        used.add(batch.features());
                    }
                    batch.close();
                    batch.close(); // closing twice must not free the buffer twice
                }
            }
        }

        assertThat(used).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void shouldNotOverwriteABatchThatIsStillInUse() {
        Numbers samples = new Numbers(8);
        try (BatchLoader loader =
                new BatchLoader(samples, new BatchBuffers(samples, 1, 3), SampleOrder.inSequence(8), 0)) {
            Batch first = loader.next();
            for (int sample = 1; sample < 8; sample++) {
                loader.next().close();
            }

            assertThat(read(first)).containsExactly(0);
        }
    }

    @Test
    void shouldSaySoWhenAllBatchesAreHeldInsteadOfWaitingForever() {
        Numbers samples = new Numbers(8);
        try (BatchLoader loader =
                new BatchLoader(samples, new BatchBuffers(samples, 1, 2), SampleOrder.inSequence(8), 0)) {
            loader.next();
            loader.next();

            assertThatThrownBy(loader::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("close them");
        }
    }

    @Test
    void shouldRefuseBuffersOfOtherSamplesAndImpossibleSizes() {
        Numbers samples = new Numbers(4);

        assertThatThrownBy(() -> new BatchBuffers(samples, 0, 2)).hasMessageContaining("batch size 0");
        assertThatThrownBy(() -> new BatchBuffers(samples, Integer.MAX_VALUE, 2))
                .hasMessageContaining("smaller batchSize");
        assertThatThrownBy(
                        () -> new BatchLoader(samples, new BatchBuffers(samples, 1, 2), SampleOrder.inSequence(4), 5))
                .hasMessageContaining("no batch 5");
    }

    private static List<Integer> asList(int[] numbers) {
        return java.util.Arrays.stream(numbers).boxed().toList();
    }
}
