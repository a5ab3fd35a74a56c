package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.DataOnDisk;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The tokens of a file, mapped into memory: the operating system reads what is asked for and forgets it when memory is
 * short, so that a text may be larger than memory. Safe to read from several threads.
 */
public final class TokenFile {
    /** Of the bytes in a mapping, which are a power of two, so that no token lies in two mappings. */
    private static final int SEGMENT_BITS = 30;

    private final MappedByteBuffer[] segments;
    private final int segmentBits;
    private final int width;
    private final long size;
    private final Path file;
    private final int tokens;

    private TokenFile(MappedByteBuffer[] segments, int segmentBits, int width, long size, Path file, int tokens) {
        this.segments = segments;
        this.segmentBits = segmentBits;
        this.width = width;
        this.size = size;
        this.file = file;
        this.tokens = tokens;
    }

    /**
     * Maps a file.
     *
     * @param width bytes of a token, 2 or 4
     * @param tokens how many different ones there are
     */
    static TokenFile open(Path file, int width, int tokens) throws IOException {
        return open(file, width, tokens, SEGMENT_BITS);
    }

    /** @param segmentBits from 2 to 30: a mapping has 2 to the power of it as bytes */
    static TokenFile open(Path file, int width, int tokens, int segmentBits) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long bytes = channel.size();
            MappedByteBuffer[] segments =
                    new MappedByteBuffer[(int) ((bytes + (1L << segmentBits) - 1) >>> segmentBits)];
            for (int segment = 0; segment < segments.length; segment++) {
                long from = (long) segment << segmentBits;
                segments[segment] =
                        channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(1L << segmentBits, bytes - from));
                segments[segment].order(ByteOrder.LITTLE_ENDIAN);
            }
            return new TokenFile(segments, segmentBits, width, bytes / width, file, tokens);
        }
    }

    /** What reading all of it reads. */
    DataOnDisk onDisk() {
        return new DataOnDisk(size * width, file);
    }

    /** How many there are. */
    public long size() {
        return size;
    }

    /**
     * The token at a place from 0 to below the size.
     *
     * @throws DataException if what stands there is none, because the file is damaged
     */
    public int at(long place) {
        long first = place * width;
        MappedByteBuffer segment = segments[(int) (first >>> segmentBits)];
        int inside = (int) (first & (1L << segmentBits) - 1);
        int token = width == Short.BYTES ? Short.toUnsignedInt(segment.getShort(inside)) : segment.getInt(inside);
        if (token < 0 || token >= tokens) {
            throw new DataException(file.getParent() + ": the kept tokens are damaged (" + token + " is not among the "
                    + tokens + " of the text); delete that directory, and they are made again");
        }
        return token;
    }
}
