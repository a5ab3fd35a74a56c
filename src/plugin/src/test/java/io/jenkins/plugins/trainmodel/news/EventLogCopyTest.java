package io.jenkins.plugins.trainmodel.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogCopyTest {
    private static final String WARNING =
            "{\"v\":1,\"seq\":%d,\"time\":\"2026-11-24T00:00:00Z\",\"type\":\"warning\",\"code\":\"c\",\"message\":\"m\"}\n";

    @TempDir
    private Path directory;

    private final List<String> read = new ArrayList<>();

    @Test
    void shouldReadEventsThatAreCompleteAndSayWhereTheyEnd() throws Exception {
        EventLogCopy copy = copyTo(directory.resolve("run/events.jsonl"));
        String lines = WARNING.formatted(1) + WARNING.formatted(2);
        int middle = WARNING.formatted(1).length() + 10;

        append(copy, lines.substring(0, middle));
        assertThat(readAll(copy, 0)).isEqualTo(WARNING.formatted(1).length());
        assertThat(read).containsExactly("1 true");
        append(copy, lines.substring(middle));
        read.clear();

        assertThat(readAll(copy, 0)).isEqualTo(lines.length());
        assertThat(read).containsExactly("1 true", "2 true");
        assertThat(copy.length()).isEqualTo(lines.length());
        assertThat(copy.room()).isEqualTo(1000 - lines.length());
    }

    @Test
    void shouldTellNewsFromWhatAnEarlierTryHasLeft() throws Exception {
        EventLogCopy copy = copyTo(directory.resolve("events.jsonl"));
        append(copy, WARNING.formatted(1) + WARNING.formatted(2) + WARNING.formatted(3));

        readAll(copy, 2L * WARNING.formatted(1).length());

        assertThat(read).containsExactly("1 false", "2 false", "3 true");
    }

    @Test
    void shouldFollowABuildThatIsMoved() throws Exception {
        Path[] place = {directory.resolve("here/events.jsonl")};
        EventLogCopy copy = new EventLogCopy(() -> place[0], 1000);
        append(copy, WARNING.formatted(1));

        Files.move(directory.resolve("here"), directory.resolve("there"));
        place[0] = directory.resolve("there/events.jsonl");
        append(copy, WARNING.formatted(2));

        readAll(copy, 0);
        assertThat(read).containsExactly("1 true", "2 true");
        assertThat(directory.resolve("here")).doesNotExist();
    }

    private static EventLogCopy copyTo(Path file) {
        return new EventLogCopy(() -> file, 1000);
    }

    private static void append(EventLogCopy copy, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        copy.append(bytes, 0, bytes.length);
    }

    private long readAll(EventLogCopy copy, long newsFrom) throws Exception {
        return copy.readAll(newsFrom, (entry, isNews) -> read.add(entry.sequence() + " " + isNews));
    }
}
