package io.jenkins.trainmodel.trainer.data.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Turns an image file's content into a sample.
 *
 * @param height of the sample
 * @param width of the sample
 * @param grayscale one channel of brightness instead of three colours
 */
record ImageDecoder(int height, int width, boolean grayscale) {
    private static final long MOST_INTERMEDIATE = 1 << 27;

    int channels() {
        return grayscale ? 1 : 3;
    }

    /**
     * Decodes, resizes and turns upright.
     *
     * @return channels × height × width bytes
     * @throws IOException if it is no image, damaged or too large, with a message for people
     */
    byte[] decode(byte[] content) throws IOException {
        Orientation orientation = Exif.orientation(content);
        boolean transposed = orientation.transposed();
        ImageDecoder stored = transposed ? new ImageDecoder(width, height, grayscale) : this;
        long mostRows = MOST_INTERMEDIATE / ((long) channels() * stored.width);
        byte[] sample = stored.resize(new ImageFile(content, mostRows).read());
        return orientation.turn(sample, channels(), height, width);
    }

    /** What is wrong with a file, and what to do. */
    static String problem(Path file, IOException failure) {
        return file + ": the image cannot be read: " + failure.getMessage() + "; replace, convert or remove it";
    }

    private byte[] resize(BufferedImage image) {
        PixelReader pixels = new PixelReader(image, grayscale);
        BilinearResize horizontal = new BilinearResize(image.getWidth(), width);
        BilinearResize vertical = new BilinearResize(image.getHeight(), height);
        float[] line = new float[channels() * image.getWidth()];
        int rowLength = channels() * width;
        float[] narrowed = new float[image.getHeight() * rowLength];
        for (int y = 0; y < image.getHeight(); y++) {
            pixels.read(y, line);
            for (int column = 0; column < rowLength; column++) {
                int channelOffset = column / width * image.getWidth();
                narrowed[y * rowLength + column] = horizontal.apply(line, channelOffset, 1, column % width);
            }
        }
        return shorten(narrowed, vertical);
    }

    private byte[] shorten(float[] narrowed, BilinearResize vertical) {
        int rowLength = channels() * width;
        byte[] sample = new byte[channels() * height * width];
        for (int channel = 0; channel < channels(); channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float value = vertical.apply(narrowed, channel * width + x, rowLength, y);
                    sample[(channel * height + y) * width + x] = (byte) Math.round(value);
                }
            }
        }
        return sample;
    }
}
