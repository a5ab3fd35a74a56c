package io.jenkins.trainmodel.trainer.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The chunks of a WebP file: a name of four letters, a length, the data, padded to even lengths.
 *
 * @param chunks one after the other, in little-endian order
 */
record RiffChunks(ByteBuffer chunks) {
    private static final int HEADER = 12;

    /** Whether the file says that it is WebP. */
    static boolean isWebP(byte[] content) {
        return content.length >= HEADER
                && text(content, 0).equals("RIFF")
                && text(content, 8).equals("WEBP");
    }

    /** Those of a file that {@link #isWebP is WebP}. */
    static RiffChunks of(byte[] content) {
        return new RiffChunks(ByteBuffer.wrap(content, HEADER, content.length - HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Bytes that the file of such a header should have. */
    static long saidLength(byte[] content) {
        return Integer.toUnsignedLong(
                        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
                + 8;
    }

    /**
     * The data of the first chunk of this name, in little-endian order.
     *
     * @throws IndexOutOfBoundsException if a chunk is longer than the file
     */
    Optional<ByteBuffer> find(String name) {
        int position = 0;
        while (position + 8 <= chunks.limit()) {
            byte[] letters = new byte[4];
            chunks.get(position, letters);
            int length = chunks.getInt(position + 4);
            if (text(letters, 0).equals(name)) {
                return Optional.of(chunks.slice(position + 8, length).order(ByteOrder.LITTLE_ENDIAN));
            }
            if (length < 0 || length > chunks.limit() - position) {
                throw new IndexOutOfBoundsException(length);
            }
            position += 8 + length + (length & 1);
        }
        return Optional.empty();
    }

    private static String text(byte[] content, int from) {
        return new String(Arrays.copyOfRange(content, from, from + 4), StandardCharsets.ISO_8859_1);
    }
}
