package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Batches of made-up samples. */
final class Batches {
    private Batches() {}

    /** Normal features; every label is equally likely. */
    static Batch classes(long seed, int size, int features, int classes) {
        Random random = new Random(seed);
        float[] x = new float[size * features];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        long[] labels = random.longs(size, 0, classes).toArray();
        return classes(x, labels);
    }

    static Batch classes(float[] features, long... labels) {
        ByteBuffer bytes = direct(labels.length * Long.BYTES);
        bytes.asLongBuffer().put(labels);
        return new Batch(floats(features), bytes, labels.length, () -> {});
    }

    static Batch values(float[] features, float... labels) {
        return new Batch(floats(features), floats(labels), labels.length, () -> {});
    }

    private static ByteBuffer floats(float... values) {
        ByteBuffer bytes = direct(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
