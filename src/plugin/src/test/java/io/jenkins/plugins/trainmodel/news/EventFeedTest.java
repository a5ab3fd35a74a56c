package io.jenkins.plugins.trainmodel.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventCodec;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFeedTest {
    @TempDir
    private Path directory;

    @Test
    void shouldGiveEveryEventOnceWhereverTheBytesAreCut() throws Exception {
        byte[] log = log(5);
        for (int part = 1; part < log.length; part += 7) {
            EventFeed feed = new EventFeed(0);
            List<Long> sequences = new ArrayList<>();
            for (int from = 0; from < log.length; from += part) {
                feed.add(Arrays.copyOfRange(log, from, Math.min(log.length, from + part)))
                        .forEach(entry -> sequences.add(entry.sequence()));
            }

            assertThat(sequences).as("parts of %d bytes", part).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(feed.position()).isEqualTo(log.length);
        }
    }

    @Test
    void shouldPassOverALineThatIsLongerThanAnyMayBeAndHoldNothingOfIt() throws Exception {
        byte[] log = log(1);
        byte[] part = new byte[1 << 19];
        Arrays.fill(part, (byte) 'x');
        EventFeed feed = new EventFeed(0);

        assertThat(feed.add(log)).hasSize(1);
        for (int parts = 0; parts * part.length <= 3 * EventCodec.MAXIMUM_LINE_BYTES; parts++) {
            assertThat(feed.add(part)).isEmpty();
        }
        List<EventRecord> behind = feed.add(concat("end of it\n".getBytes(StandardCharsets.UTF_8), log));

        assertThat(behind).extracting(EventRecord::sequence).containsExactly(1L);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }

    private byte[] log(int events) throws Exception {
        Path log = directory.resolve("events-" + events + ".jsonl");
        try (EventWriter writer = EventWriter.open(log)) {
            for (int i = 0; i < events; i++) {
                writer.write(new TrainingEvent.Warning("code", "größer als " + i));
            }
        }
        return Files.readAllBytes(log);
    }
}
