package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
    @TempDir
    Path directory;

    private static String text(EventLines lines) {
        return new String(lines.lines(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldReachTheEventsBehindALineThatDoesNotEnd() throws Exception {
        byte[] garbage = new byte[9 << 20];
        Arrays.fill(garbage, (byte) 'x');
        Path log = directory.resolve("events.jsonl");
        Files.write(log, garbage);
        Files.writeString(log, "\n{\"seq\":2}\n", java.nio.file.StandardOpenOption.APPEND);

        StringBuilder given = new StringBuilder();
        long offset = 0;
        for (EventLines part = EventLines.from(log, "0");
                part.next() > offset;
                part = EventLines.from(log, "" + offset)) {
            given.append(text(part));
            offset = part.next();
        }

        assertThat(offset).isEqualTo(Files.size(log));
        assertThat(given.toString()).isEqualTo("{\"seq\":2}\n");
    }

    @Test
    void shouldBeginWithTheNextWholeLine() throws Exception {
        Path log = Files.writeString(directory.resolve("events.jsonl"), "{\"seq\":1}\n{\"seq\":2}\n{\"torn");

        assertThat(text(EventLines.from(log, "4"))).isEqualTo("{\"seq\":2}\n");
        assertThat(text(EventLines.from(log, "10"))).isEqualTo("{\"seq\":2}\n");
        assertThat(EventLines.from(log, "4").next()).isEqualTo(20);
        assertThat(text(EventLines.from(log, "20"))).isEmpty();
        assertThat(EventLines.from(log, "20").next()).isEqualTo(20);
    }
}
