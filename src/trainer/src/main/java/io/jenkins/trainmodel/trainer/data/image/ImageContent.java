package io.jenkins.trainmodel.trainer.data.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The content of an image file. A reader that asks on and on behind its end is stopped: the one for WebP takes what is
 * missing for zeros, and would decode a damaged file for ever.
 */
final class ImageContent extends MemoryCacheImageInputStream {
    /** More than any reader asks for that meets the end and means to stop there. */
    private static final int MOST_READS_BEHIND_END = 64;

    private static final int RIFF_HEADER = 12;

    private int readsBehindEnd;

    ImageContent(byte[] content) throws IOException {
        super(new ByteArrayInputStream(content));
        requireWholeWebP(content);
    }

    /** A WebP file says how long it is, and its reader does not look whether it is. */
    private static void requireWholeWebP(byte[] content) throws IOException {
        if (content.length < RIFF_HEADER
                || !text(content, 0).equals("RIFF")
                || !text(content, 8).equals("WEBP")) {
            return;
        }
        int said = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        if (content.length < Integer.toUnsignedLong(said) + 8) {
            throw new IOException("the file is cut off");
        }
    }

    private static String text(byte[] content, int from) {
        return new String(Arrays.copyOfRange(content, from, from + 4), StandardCharsets.ISO_8859_1);
    }

    @Override
    public int read() throws IOException {
        return counted(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return counted(super.read(target, offset, length));
    }

    private int counted(int read) {
        readsBehindEnd += read < 0 ? 1 : 0;
        if (readsBehindEnd > MOST_READS_BEHIND_END) {
            // no IOException: readers take that for a mere end
            throw new IllegalStateException("it ends too early");
        }
        return read;
    }
}
