package io.jenkins.trainmodel.trainer.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Turns an image file's content into a sample.
 *
 * @param height of the sample
 * @param width of the sample
 * @param grayscale one channel of brightness instead of three colours
 */
record ImageDecoder(int height, int width, boolean grayscale) {
    private static final long MOST_PIXELS = 50_000_000;
    private static final long MOST_INTERMEDIATE = 1 << 27;

    int channels() {
        return grayscale ? 1 : 3;
    }

    /**
     * Decodes and resizes.
     *
     * @return channels × height × width bytes
     * @throws IOException if it is no image, damaged or too large, with a message for people
     */
    byte[] decode(byte[] content) throws IOException {
        try (ImageInputStream in = new ImageContent(content)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("its content is no image in a known format");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return resize(read(reader));
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException damaged) {
            // readers meet damaged data with any exception there is
            throw new IOException(damaged.toString(), damaged);
        }
    }

    private BufferedImage read(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw new IOException(reader.getWidth(0) + "×" + reader.getHeight(0) + " pixels, more than the "
                    + MOST_PIXELS + " that are read; make it smaller");
        }
        if ((long) reader.getHeight(0) * channels() * width > MOST_INTERMEDIATE) {
            throw new IOException(reader.getWidth(0) + "×" + reader.getHeight(0)
                    + " pixels are too high to be resized to " + width + "×" + height + "; cut it");
        }
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            requireComplete(warning);
        }
        requireBytesOrShorts(image);
        return image;
    }

    /** TIFF files may hold measurements, whose range nobody knows. */
    private static void requireBytesOrShorts(BufferedImage image) throws IOException {
        int type = image.getSampleModel().getDataType();
        boolean measurements =
                type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE || type == DataBuffer.TYPE_SHORT;
        if (measurements || image.getColorModel().getComponentSize(0) > 16) {
            throw new IOException(
                    "its pixels are fractions, signed, or of more than 16 bits, and have no known brightest"
                            + " value; convert it to 8 or 16 bits");
        }
    }

    /** A JPEG that was cut off is only worth a warning to its reader, which fills the rest with gray. */
    private static void requireComplete(String warning) throws IOException {
        String lower = warning.toLowerCase(Locale.ROOT);
        if (lower.contains("truncated") || lower.contains("premature") || lower.contains("eoi")) {
            throw new IOException("the file is cut off (" + warning + ")");
        }
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
