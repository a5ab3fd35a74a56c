package io.jenkins.trainmodel.trainer.data.batch;

import static io.jenkins.trainmodel.trainer.data.batch.Numbers.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that fills batches ahead, and what becomes of it. */
@Timeout(20)
class BatchLoaderThreadTest {
    @Test
    void shouldFillAheadWhileTheCallerComputes() throws InterruptedException {
        Numbers samples = new Numbers(8);
        samples.filled = new CountDownLatch(3);
        try (BatchLoader loader =
                new BatchLoader(samples, new BatchBuffers(samples, 1, 3), SampleOrder.inSequence(8), 0)) {
            boolean ahead = samples.filled.await(10, TimeUnit.SECONDS);

            assertThat(ahead).isTrue();
            loader.next().close();
        }
    }

    @Test
    void shouldPassAFailureOfItsThreadOnToTheCallerAfterTheGoodBatches() {
        Numbers samples = new Numbers(8);
        samples.brokenSample = 5;
        try (BatchLoader loader = BatchLoader.inSequence(samples, 2)) {
            loader.next().close();
            loader.next().close();

            assertThatThrownBy(loader::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("batch 2")
                    .hasRootCauseMessage("sample 5 is broken");
            assertThatThrownBy(loader::next).hasMessageContaining("batch 2");
        }
    }

    @Test
    void shouldGiveTheSameBatchesOfSamplesThatAreMadeOnAllCores() {
        Numbers samples = new Numbers(23);
        samples.costly = true;
        SampleOrder order = samples.order(3, 2);

        List<Integer> seen = drain(new BatchLoader(samples, new BatchBuffers(samples, 5, 3), order, 2));

        samples.costly = false;
        assertThat(seen)
                .hasSize(13)
                .isEqualTo(drain(new BatchLoader(samples, new BatchBuffers(samples, 5, 3), order, 2)));
    }

    @Test
    void shouldPassWhatFailedOnAnyCoreOnToTheCaller() {
        Numbers samples = new Numbers(8);
        samples.costly = true;
        samples.brokenSample = 5;
        try (BatchLoader loader = BatchLoader.inSequence(samples, 4)) {
            loader.next().close();

            assertThatThrownBy(loader::next).hasRootCauseMessage("sample 5 is broken");
        }
    }

    @Test
    void shouldPassAnErrorOfItsThreadOnAsItIs() {
        Numbers samples = new Numbers(8);
        samples.error = new OutOfMemoryError("forced");
        try (BatchLoader loader = BatchLoader.inSequence(samples, 2)) {
            assertThatThrownBy(loader::next).isSameAs(samples.error);
        }
    }

    @Test
    void shouldNotWaitOnWhenTheCallerIsInterrupted() {
        Numbers samples = new Numbers(8);
        samples.delay = Duration.ofSeconds(5);
        try (BatchLoader loader = BatchLoader.inSequence(samples, 2)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(loader::next).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shouldEndItsThreadWhenClosedEarlyAndFreeItsBuffers() {
        Numbers samples = new Numbers(1000);
        BatchBuffers buffers = new BatchBuffers(samples, 1, 3);
        long before = loaderThreads();

        for (int round = 0; round < 20; round++) {
            BatchLoader loader = new BatchLoader(samples, buffers, SampleOrder.inSequence(1000), 0);
            loader.next().close();
            loader.close();
            loader.close();
            assertThat(loader.hasNext()).isFalse();
        }

        assertThat(loaderThreads()).isEqualTo(before);
        assertThat(drain(new BatchLoader(samples, buffers, SampleOrder.inSequence(1000), 0)))
                .hasSize(1000);
    }

    @Test
    void shouldMeasureTheTimeThatTheCallerWaits() {
        Numbers samples = new Numbers(4);
        samples.delay = Duration.ofMillis(150);
        BatchLoader loader = BatchLoader.inSequence(samples, 1);

        drain(loader);

        assertThat(loader.waitedSeconds()).isBetween(0.15, 10.0);
    }

    private static long loaderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("batch-loader"))
                .count();
    }
}
