package io.jenkins.plugins.trainmodel.news;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventTail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The agent's event log, copied byte for byte. Its length is the only mark of how much was copied. Where it lies is asked at
 * every use, since a job may be renamed or moved while it trains.
 */
public final class EventLogCopy {
    private static final long PORTION = 1 << 20;

    private final Supplier<Path> place;
    private final long maximum;

    /** @param maximum bytes that are kept at most */
    public EventLogCopy(Supplier<Path> place, long maximum) {
        this.place = place;
        this.maximum = maximum;
    }

    public long length() throws IOException {
        Path file = place.get();
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** How many more bytes may be copied. */
    public long room() throws IOException {
        return Math.max(0, maximum - length());
    }

    public void append(byte[] bytes, int from, int length) throws IOException {
        Path file = place.get();
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
            while (left.hasRemaining()) {
                out.write(left);
            }
        }
    }

    /** Takes an event that was copied before. */
    @FunctionalInterface
    public interface Memory {
        void remember(EventRecord entry, boolean isNews);
    }

    /**
     * Reads all events that are complete.
     *
     * @param newsFrom the offset from which on they are news of this try
     * @return the offset behind the last of them
     */
    public long readAll(long newsFrom, Memory memory) throws IOException {
        Path file = place.get();
        long offset = 0;
        EventTail tail;
        do {
            boolean isNews = offset >= newsFrom;
            tail = EventTail.read(file, offset, isNews ? PORTION : Math.min(PORTION, newsFrom - offset));
            tail.records().forEach(entry -> memory.remember(entry, isNews));
            offset = tail.nextOffset();
        } while (tail.more());
        return offset;
    }
}
