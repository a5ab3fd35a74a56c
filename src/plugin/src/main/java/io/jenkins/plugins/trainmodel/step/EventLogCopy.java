package io.jenkins.plugins.trainmodel.step;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventTail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/** The agent's event log, copied byte for byte. Its length is the only mark of how much was copied. */
final class EventLogCopy {
    private static final long PORTION = 1 << 20;

    private final Path file;
    private final long maximum;
    /** Where the next event begins that was not handed out yet; begins anew with every start of the controller. */
    private long offset;

    /** @param maximum bytes that are kept at most */
    EventLogCopy(Path file, long maximum) {
        this.file = file;
        this.maximum = maximum;
    }

    long length() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** How many more bytes may be copied. */
    long room() throws IOException {
        return Math.max(0, maximum - length());
    }

    void append(byte[] bytes) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
        }
    }

    /** The next events that are complete; empty when all were handed out. */
    List<EventRecord> next() throws IOException {
        EventTail tail = EventTail.read(file, offset, PORTION);
        while (tail.records().isEmpty() && tail.more()) {
            offset = tail.nextOffset();
            tail = EventTail.read(file, offset, PORTION);
        }
        offset = tail.nextOffset();
        return tail.records();
    }
}
