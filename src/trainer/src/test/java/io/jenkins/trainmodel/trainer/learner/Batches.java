package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.IntBinaryOperator;

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

    /** @param labels of every sample what comes next, then the naive forecast of it, then what errors count */
    static Batch forecasts(int size, float[] features, float... labels) {
        return new Batch(floats(features), floats(labels), size, () -> {});
    }

    /** Any tokens. */
    static Batch tokens(long seed, int size, int context, int vocabulary) {
        int[] random = new Random(seed)
                .ints((long) size * (context + 1), 0, vocabulary)
                .toArray();
        return tokens(size, context, (sample, place) -> random[sample * (context + 1) + place]);
    }

    /** @param text the token of a sample at a place, from 0 to the context */
    static Batch tokens(int size, int context, IntBinaryOperator text) {
        ByteBuffer tokens = direct(size * context * Integer.BYTES);
        ByteBuffer next = direct(size * context * Long.BYTES);
        for (int i = 0; i < size * context; i++) {
            tokens.putInt(text.applyAsInt(i / context, i % context));
            next.putLong(text.applyAsInt(i / context, i % context + 1));
        }
        return new Batch(tokens.flip(), next.flip(), size, () -> {});
    }

    /** Samples of a batch of classes that follow each other. */
    static Batch share(Batch batch, int first, int end) {
        int bytes = batch.features().limit() / batch.size();
        return new Batch(
                slice(batch.features(), first * bytes, end * bytes),
                slice(batch.labels(), first * Long.BYTES, end * Long.BYTES),
                end - first,
                batch.size(),
                () -> {});
    }

    private static ByteBuffer slice(ByteBuffer bytes, int first, int end) {
        return bytes.slice(first, end - first).order(ByteOrder.nativeOrder());
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
