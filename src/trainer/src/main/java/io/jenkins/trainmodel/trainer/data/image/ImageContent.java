package io.jenkins.trainmodel.trainer.data.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The content of an image file. A reader that asks on and on behind its end is stopped: the one for WebP takes what is
 * missing for zeros, and would decode a damaged file for ever.
 */
final class ImageContent extends MemoryCacheImageInputStream {
    /** More than any reader asks for that meets the end and means to stop there. */
    private static final int MOST_READS_BEHIND_END = 64;

    private int readsBehindEnd;

    ImageContent(byte[] content) throws IOException {
        super(new ByteArrayInputStream(content));
        requireWholeWebP(content);
    }

    /** A WebP file says how long it is, and its reader does not look whether it is. */
    private static void requireWholeWebP(byte[] content) throws IOException {
        if (RiffChunks.isWebP(content) && content.length < RiffChunks.saidLength(content)) {
            throw new IOException("the file is cut off");
        }
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
