package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Square images of one channel and labels of ten classes, of random numbers.
 *
 * @param side pixels of a row, and rows of an image
 * @param pixels row by row, image by image
 */
public record SyntheticImages(int side, byte[] pixels, byte[] labels) implements SyntheticData {
    /** MNIST's. */
    public static final int SIDE = 28;

    static final int CLASSES = 10;
    static final int PIXELS = SIDE * SIDE;

    public static SyntheticImages of(int count, long seed) {
        return of(count, SIDE, seed);
    }

    static SyntheticImages of(int count, int side, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[Math.multiplyExact(count, side * side)];
        random.nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(CLASSES);
        }
        return new SyntheticImages(side, pixels, labels);
    }

    static SyntheticImages join(List<SyntheticImages> parts) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        parts.forEach(part -> {
            pixels.writeBytes(part.pixels);
            labels.writeBytes(part.labels);
        });
        return new SyntheticImages(parts.get(0).side, pixels.toByteArray(), labels.toByteArray());
    }

    int count() {
        return labels.length;
    }

    /** Writes {@code NAME-images} and {@code NAME-labels} in the IDX format. */
    @Override
    public void write(Path folder, String name) throws IOException {
        try (DataOutputStream images = open(folder.resolve(name + "-images"))) {
            images.writeInt(0x803);
            images.writeInt(count());
            images.writeInt(side);
            images.writeInt(side);
            images.write(pixels);
        }
        try (DataOutputStream file = open(folder.resolve(name + "-labels"))) {
            file.writeInt(0x801);
            file.writeInt(count());
            file.write(labels);
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    @Override
    public Shape shape(int samples) {
        return new Shape(samples, 1, side, side);
    }

    /** Pixels from 0 to 1. */
    @Override
    public NDArray samples(NDManager manager) {
        float[] features = new float[pixels.length];
        for (int i = 0; i < features.length; i++) {
            features[i] = (pixels[i] & 0xff) / 255f;
        }
        return manager.create(features, shape(count()));
    }

    @Override
    public NDArray labels(NDManager manager) {
        long[] classes = new long[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[i];
        }
        return manager.create(classes);
    }
}
