package io.jenkins.trainmodel.trainer.data.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.data.Samples;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Sample n has the features n and −n and the label 10 n; it can be made slow or broken. */
final class Numbers implements Samples {
    private final int size;
    volatile boolean costly;
    volatile int brokenSample = -1;
    volatile Error error;
    volatile Duration delay = Duration.ZERO;
    volatile CountDownLatch filled = new CountDownLatch(0);

    Numbers(int size) {
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int featuresPerSample() {
        return 2;
    }

    @Override
    public int labelBytes() {
        return Long.BYTES;
    }

    @Override
    public boolean isCostly() {
        return costly;
    }

    @Override
    public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
        sleep();
        if (error != null) {
            throw error;
        }
        for (int index = from; index < from + count; index++) {
            if (indices[index] == brokenSample) {
                throw new IllegalStateException("sample " + brokenSample + " is broken");
            }
            features.putFloat(indices[index]).putFloat(-indices[index]);
            labels.putLong(indices[index] * 10L);
        }
        filled.countDown();
    }

    private void sleep() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /** All numbers that a loader gives; it is closed. */
    static List<Integer> drain(BatchLoader loader) {
        List<Integer> seen = new ArrayList<>();
        try (loader) {
            loader.forEachRemaining(batch -> {
                seen.addAll(read(batch));
                batch.close();
            });
        }
        return seen;
    }

    /** The numbers of a batch, whose features and labels must belong together. */
    static List<Integer> read(Batch batch) {
        List<Integer> numbers = new ArrayList<>();
        for (int sample = 0; sample < batch.size(); sample++) {
            int number = (int) batch.features().getFloat(sample * 2 * Float.BYTES);
            assertThat(batch.features().getFloat((sample * 2 + 1) * Float.BYTES))
                    .isEqualTo(-number);
            assertThat(batch.labels().getLong(sample * Long.BYTES)).isEqualTo(number * 10L);
            numbers.add(number);
        }
        return numbers;
    }
}
