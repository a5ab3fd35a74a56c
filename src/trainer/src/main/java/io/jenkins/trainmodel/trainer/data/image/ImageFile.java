package io.jenkins.trainmodel.trainer.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads the first image of a file as it is shown. What a file says of its size is looked at before memory is taken for it.
 *
 * @param mostRows more than these cannot be made smaller
 */
record ImageFile(byte[] content, long mostRows) {
    private static final long MOST_PIXELS = 50_000_000;
    private static final long MOST_BYTES = 8 * MOST_PIXELS;

    /** A Java platform reads more, some of which any file of zeros would be. */
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp", "tif", "tiff", "webp");

    private static final int BMP_COMPRESSION = 30;

    /** @throws IOException if it is no image, damaged or too large, with a message for people */
    BufferedImage read() throws IOException {
        if (content.length == 0) {
            throw new IOException("the file is empty");
        }
        try (ImageInputStream in = new ImageContent(content)) {
            ImageReader reader = readerOf(in);
            try {
                reader.setInput(in, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IIOException unreadable) {
            throw unreadable.getCause() instanceof EOFException
                    ? new IOException("the file is cut off", unreadable)
                    : unreadable;
        } catch (RuntimeException damaged) {
            // readers meet damaged data with any exception there is
            throw new IOException(damaged.toString(), damaged);
        }
    }

    private ImageReader readerOf(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                requireOwnPixels();
                return reader;
            }
            reader.dispose();
        }
        throw new IOException("its content is no image in a known format");
    }

    /** A BMP may hold a whole JPEG or PNG of any other size. */
    private void requireOwnPixels() throws IOException {
        if (content.length > BMP_COMPRESSION + 4 && content[0] == 'B' && content[1] == 'M') {
            int compression =
                    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(BMP_COMPRESSION);
            if (compression == 4 || compression == 5) {
                throw new IOException("a BMP that holds a file of another format");
            }
        }
    }

    private BufferedImage read(ImageReader reader) throws IOException {
        requireSize(reader.getWidth(0), reader.getHeight(0));
        Optional<Canvas> canvas = canvas();
        if (canvas.isPresent()) {
            requireSize(canvas.get().width(), canvas.get().height());
        }
        requireFewBytes(reader);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            requireComplete(warning);
        }
        requireBytesOrShorts(image);
        return canvas.map(shown -> shown.show(image)).orElse(image);
    }

    private Optional<Canvas> canvas() throws IOException {
        try {
            return Canvas.of(content);
        } catch (IndexOutOfBoundsException cutOff) {
            throw new IOException("the file is cut off", cutOff);
        }
    }

    private void requireSize(int width, int height) throws IOException {
        if ((long) width * height > MOST_PIXELS) {
            throw new IOException(
                    width + "×" + height + " pixels, more than the " + MOST_PIXELS + " that are read; make it smaller");
        }
        if (height > mostRows) {
            throw new IOException(width + "×" + height + " pixels are too high to be resized; cut it");
        }
    }

    /** TIFF files may have any number of channels, and tiles larger than the image. */
    private static void requireFewBytes(ImageReader reader) throws IOException {
        if (!reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("tif")) {
            return;
        }
        long pixels = Math.max(
                (long) reader.getWidth(0) * reader.getHeight(0),
                (long) reader.getTileWidth(0) * reader.getTileHeight(0));
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        long bytes = types.hasNext() ? bytes(types.next().getSampleModel()) : 1;
        if (pixels * bytes > MOST_BYTES) {
            throw new IOException(pixels + " pixels of " + bytes + " bytes, more than the " + MOST_BYTES
                    + " bytes that are read; make it smaller");
        }
    }

    /** Bytes of a pixel. */
    private static long bytes(SampleModel model) {
        return Math.max(1, (long) model.getNumBands() * DataBuffer.getDataTypeSize(model.getDataType()) / Byte.SIZE);
    }

    /** A JPEG that was cut off is only worth a warning to its reader, which fills the rest with gray. */
    private static void requireComplete(String warning) throws IOException {
        String lower = warning.toLowerCase(Locale.ROOT);
        if (lower.contains("truncated") || lower.contains("premature") || lower.contains("eoi")) {
            throw new IOException("the file is cut off (" + warning + ")");
        }
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
}
