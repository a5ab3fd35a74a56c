package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A text of random letters.
 *
 * @param letters whole windows, and one letter to be predicted from the last one
 * @param context letters of a window
 */
record SyntheticText(byte[] letters, int context) implements SyntheticData {
    static SyntheticText of(int windows, int context, long seed) {
        Random random = new Random(seed);
        byte[] letters = new byte[windows * context + 1];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) ('a' + random.nextInt('z' - 'a' + 1));
        }
        return new SyntheticText(letters, context);
    }

    /** Writes {@code NAME.txt}. */
    @Override
    public void write(Path folder, String name) throws IOException {
        Files.write(folder.resolve(name + ".txt"), letters);
    }

    @Override
    public Shape shape(int samples) {
        return new Shape(samples, context);
    }

    @Override
    public NDArray samples(NDManager manager) {
        return windows(manager, 0);
    }

    /** What follows each letter. */
    @Override
    public NDArray labels(NDManager manager) {
        return windows(manager, 1);
    }

    private NDArray windows(NDManager manager, int begin) {
        int count = letters.length - 1;
        long[] tokens =
                IntStream.range(0, count).mapToLong(at -> letters[begin + at]).toArray();
        return manager.create(tokens, shape(count / context));
    }
}
