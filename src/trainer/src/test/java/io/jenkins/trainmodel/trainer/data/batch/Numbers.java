package io.jenkins.trainmodel.trainer.data.batch;

import io.jenkins.trainmodel.trainer.data.Samples;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Sample n has the features n and −n and the label 10 n; it can be made slow or broken. */
final class Numbers implements Samples {
    private final int size;
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
}
