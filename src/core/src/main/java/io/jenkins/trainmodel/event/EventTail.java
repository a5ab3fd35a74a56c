package io.jenkins.trainmodel.event;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What stands in a log behind a byte offset. A torn last line stays for the next time.
 *
 * @param nextOffset where to go on reading next time
 * @param problems what was passed over in this part
 * @param more whether reading ended at the bound, so that more can be read at once
 */
public record EventTail(List<EventRecord> records, long nextOffset, LogProblems problems, boolean more) {

    /**
     * Reads from the offset on. A log that does not exist yet is empty.
     *
     * @param maximumBytes reading ends after the line with which so many bytes are reached
     * @throws EOFException if the log is shorter than the offset, or gone: it is not the log that was read before
     */
    public static EventTail read(Path log, long offset, long maximumBytes) throws IOException {
        List<EventRecord> records = new ArrayList<>();
        EventTail tail = read(log, offset, maximumBytes, records::add);
        return new EventTail(List.copyOf(records), tail.nextOffset, tail.problems, tail.more);
    }

    /**
     * Reads from the offset to the end and hands over each event as it is read, so that they need not be in memory at
     * once; the tail that is returned holds none. A log that does not exist yet is empty.
     *
     * @throws EOFException if the log is shorter than the offset, or gone: it is not the log that was read before
     */
    public static EventTail read(Path log, long offset, Consumer<EventRecord> records) throws IOException {
        return read(log, offset, Long.MAX_VALUE, records);
    }

    private static EventTail read(Path log, long offset, long maximumBytes, Consumer<EventRecord> records)
            throws IOException {
        if (Files.notExists(log)) {
            if (offset != 0) {
                throw new EOFException(log + " is gone, of which " + offset + " bytes were read");
            }
            return new EventTail(List.of(), 0, LogProblems.NONE, false);
        }
        try (EventReader reader = EventReader.follow(log, offset)) {
            long end = offset + Math.min(maximumBytes, Long.MAX_VALUE - offset);
            while (reader.nextOffset() < end && reader.hasNextBefore(end)) {
                records.accept(reader.next());
            }
            return new EventTail(List.of(), reader.nextOffset(), reader.problems(), reader.nextOffset() >= end);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
