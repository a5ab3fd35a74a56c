package io.jenkins.plugins.trainmodel.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Complete lines of an event log.
 *
 * @param next the offset at which to go on asking; it grows until all that is complete was given
 */
record EventLines(byte[] lines, long next) {
    /** Longer than any line that an event can have. */
    static final int MOST_BYTES = 4 << 20;

    /**
     * The lines from an offset on. The rest of a line that began before the offset is passed over, and so is, part by part,
     * a line that does not end.
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
                throw PlainAnswer.refusal(
                        HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE, Messages.EventLines_ends());
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, channel.size() - offset));
            channel.position(offset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // reads on until the buffer is full
            }
            return complete(bytes, offset, isWithinLine(channel, offset));
        }
    }

    private static long offset(String from) {
        if (from == null) {
            return 0;
        }
        if (!from.matches("[0-9]{1,18}")) {
            throw PlainAnswer.refusal(HttpServletResponse.SC_BAD_REQUEST, Messages.EventLines_from());
        }
        return Long.parseLong(from);
    }

    private static EventLines complete(ByteBuffer bytes, long offset, boolean withinLine) {
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        if (end == 0 && bytes.position() == MOST_BYTES) {
            return new EventLines(new byte[0], offset + MOST_BYTES);
        }
        int start = 0;
        while (withinLine && start < end && bytes.get(start++) != '\n') {
            // passes over the rest of a line
        }
        return new EventLines(Arrays.copyOfRange(bytes.array(), start, end), offset + end);
    }

    private static boolean isWithinLine(FileChannel channel, long offset) throws IOException {
        ByteBuffer before = ByteBuffer.allocate(1);
        return offset > 0 && channel.read(before, offset - 1) == 1 && before.get(0) != '\n';
    }

    void write(StaplerResponse2 response) throws IOException {
        response.setContentType("application/x-ndjson;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Next-Offset", Long.toString(next));
        response.getOutputStream().write(lines);
    }
}
