package io.jenkins.plugins.trainmodel.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Complete lines of an event log.
 *
 * @param next the offset at which to go on asking
 */
record EventLines(byte[] lines, long next) {
    private static final int MOST_BYTES = 4 << 20;

    /**
     * The lines from an offset on.
     *
     * @param from a number of bytes; null: the beginning
     */
    static EventLines from(Path log, String from) throws IOException {
        long offset = offset(from);
        if (!Files.isRegularFile(log)) {
            return new EventLines(new byte[0], 0);
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            if (offset > channel.size()) {
                throw HttpResponses.error(
                        HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE, "The log ends before.");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, channel.size() - offset));
            channel.position(offset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // reads on until the buffer is full
            }
            return complete(bytes, offset);
        }
    }

    private static long offset(String from) {
        try {
            return from == null ? 0 : Long.parseUnsignedLong(from);
        } catch (NumberFormatException e) {
            throw HttpResponses.error(HttpServletResponse.SC_BAD_REQUEST, "from is a number of bytes.");
        }
    }

    private static EventLines complete(ByteBuffer bytes, long offset) {
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        return new EventLines(Arrays.copyOf(bytes.array(), end), offset + end);
    }

    void write(StaplerResponse2 response) throws IOException {
        response.setContentType("application/x-ndjson;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Next-Offset", Long.toString(next));
        response.getOutputStream().write(lines);
    }
}
