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
 * Images and labels in MNIST's sizes, 28×28 bytes and ten classes, of random numbers.
 *
 * @param pixels row by row, image by image
 */
public record SyntheticImages(byte[] pixels, byte[] labels) implements SyntheticData {
    public static final int SIDE = 28;
    static final int CLASSES = 10;
    static final int PIXELS = SIDE * SIDE;

    public static SyntheticImages of(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * PIXELS];
        random.nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(CLASSES);
        }
        return new SyntheticImages(pixels, labels);
    }

    static SyntheticImages join(List<SyntheticImages> parts) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        parts.forEach(part -> {
            pixels.writeBytes(part.pixels);
            labels.writeBytes(part.labels);
        });
        return new SyntheticImages(pixels.toByteArray(), labels.toByteArray());
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
            images.writeInt(SIDE);
            images.writeInt(SIDE);
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
        return new Shape(samples, 1, SIDE, SIDE);
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
