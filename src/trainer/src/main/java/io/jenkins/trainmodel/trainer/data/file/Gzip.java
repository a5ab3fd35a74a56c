package io.jenkins.trainmodel.trainer.data.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The content of a file that may be compressed by gzip, which its first two bytes tell.
 *
 * @param compressed whether it is
 */
public record Gzip(InputStream content, boolean compressed) {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 0x1F8B;

    /** Buffered, and decompressed where need be. */
    public static Gzip open(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == MAGIC
                ? new Gzip(new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER), true)
                : new Gzip(buffered, false);
    }
}
