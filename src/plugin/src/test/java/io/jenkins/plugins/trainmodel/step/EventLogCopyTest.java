package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogCopyTest {
    private static final String WARNING =
            "{\"v\":1,\"seq\":%d,\"time\":\"2026-11-24T00:00:00Z\",\"type\":\"warning\",\"code\":\"c\",\"message\":\"m\"}\n";

    @TempDir
    private Path directory;

    @Test
    void shouldHandOutEventsWhenTheyAreComplete() throws Exception {
        EventLogCopy copy = new EventLogCopy(directory.resolve("run/events.jsonl"), 1000);
        String lines = WARNING.formatted(1) + WARNING.formatted(2);
        int middle = WARNING.formatted(1).length() + 10;

        copy.append(lines.substring(0, middle).getBytes(StandardCharsets.UTF_8));
        assertThat(copy.next()).extracting(EventRecord::sequence).containsExactly(1L);
        assertThat(copy.next()).isEmpty();
        copy.append(lines.substring(middle).getBytes(StandardCharsets.UTF_8));

        assertThat(copy.next())
                .singleElement()
                .extracting(EventRecord::event)
                .isEqualTo(new TrainingEvent.Warning("c", "m"));
        assertThat(copy.length()).isEqualTo(lines.length());
        assertThat(copy.room()).isEqualTo(1000 - lines.length());
    }

    @Test
    void shouldGoOnWhereTheFileEndsAfterARestart() throws Exception {
        Path file = directory.resolve("events.jsonl");
        new EventLogCopy(file, 1000).append(WARNING.formatted(1).getBytes(StandardCharsets.UTF_8));

        EventLogCopy again = new EventLogCopy(file, 1000);

        assertThat(again.length()).isEqualTo(WARNING.formatted(1).length());
        assertThat(again.next()).hasSize(1);
    }
}
