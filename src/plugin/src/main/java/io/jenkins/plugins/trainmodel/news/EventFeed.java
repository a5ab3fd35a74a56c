package io.jenkins.plugins.trainmodel.news;

import io.jenkins.trainmodel.event.EventCodec;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Makes events of an agent's bytes as they come, so that a run is followed to its end also where the controller cannot keep
 * any more of its log. Holds one unfinished line at most.
 */
public final class EventFeed {
    /** The beginning of a line whose end has not come yet. */
    private byte[] unfinished = new byte[0];
    /** Whether the line that is coming was longer than any line may be. */
    private boolean tooLong;
    /** Where the next bytes stand in the log. */
    private long position;

    /** @param position in the log, where a line begins */
    public EventFeed(long position) {
        this.position = position;
    }

    /** From where on the feed wants bytes. */
    public long position() {
        return position;
    }

    /** Takes the next bytes of the log; gives the events that are complete with them. */
    public List<EventRecord> add(byte[] bytes) {
        position += bytes.length;
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end == 0) {
            keep(bytes, 0);
            return List.of();
        }
        byte[] lines = tooLong ? behindFirstLine(bytes, end) : join(unfinished, bytes, end);
        tooLong = false;
        unfinished = new byte[0];
        keep(bytes, end);
        return read(lines);
    }

    private void keep(byte[] bytes, int from) {
        byte[] line = join(unfinished, Arrays.copyOfRange(bytes, from, bytes.length), bytes.length - from);
        tooLong |= line.length > EventCodec.MAXIMUM_LINE_BYTES;
        unfinished = tooLong ? new byte[0] : line;
    }

    private static byte[] join(byte[] first, byte[] second, int length) {
        byte[] whole = Arrays.copyOf(first, first.length + length);
        System.arraycopy(second, 0, whole, first.length, length);
        return whole;
    }

    private static byte[] behindFirstLine(byte[] bytes, int end) {
        int begin = 0;
        while (bytes[begin] != '\n') {
            begin++;
        }
        return Arrays.copyOfRange(bytes, begin + 1, end);
    }

    private static List<EventRecord> read(byte[] lines) {
        try (EventReader reader = EventReader.of(new ByteArrayInputStream(lines))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot fail to be read", e);
        }
    }
}
