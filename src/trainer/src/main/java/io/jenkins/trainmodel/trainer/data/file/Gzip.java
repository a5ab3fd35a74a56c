package io.jenkins.trainmodel.trainer.data.file;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

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

    /** What is wrong with a file that could not be read because its compressed content ends early or is no such content. */
    public static Optional<DataException> damage(Path file, IOException failure) {
        return failure instanceof EOFException || failure instanceof ZipException
                ? Optional.of(new DataException(file + ": what gzip has compressed is cut off or damaged ("
                        + failure.getMessage() + "); compress it again"))
                : Optional.empty();
    }
}
