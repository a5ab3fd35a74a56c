package io.jenkins.trainmodel.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
     * @param maximumBytes reading ends after the event with which so many bytes are reached
     * @throws java.io.EOFException if the log is shorter than the offset: it is not the log that was read before
     */
    public static EventTail read(Path log, long offset, long maximumBytes) throws IOException {
        if (offset == 0 && Files.notExists(log)) {
            return new EventTail(List.of(), 0, LogProblems.NONE, false);
        }
        try (EventReader reader = EventReader.follow(log, offset)) {
            List<EventRecord> records = new ArrayList<>();
            while (reader.nextOffset() - offset < maximumBytes && reader.hasNext()) {
                records.add(reader.next());
            }
            boolean more = reader.nextOffset() - offset >= maximumBytes;
            return new EventTail(List.copyOf(records), reader.nextOffset(), reader.problems(), more);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
