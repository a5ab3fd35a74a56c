package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows a log gets on, whatever stands in it. */
class EventTailTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void nameTheLog() {
        log = directory.resolve("events.jsonl");
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(long sequence) {
        byte[] line = EventCodec.encode(EventSamples.record(sequence, EventSamples.step(1, sequence)));
        return new String(line, StandardCharsets.UTF_8);
    }

    /** Follows the log as a page does, and requires that every look gets on or says that there is no more. */
    private List<Long> follow(long maximumBytes) throws IOException {
        List<Long> sequences = new ArrayList<>();
        long offset = 0;
        EventTail tail;
        do {
            tail = EventTail.read(log, offset, maximumBytes);
            tail.records().forEach(record -> sequences.add(record.sequence()));
            assertThat(tail.nextOffset() > offset || !tail.more()).isTrue();
            offset = tail.nextOffset();
        } while (tail.more());
        return sequences;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, MIB, 16 * MIB})
    void shouldGetBeyondALineOfMebibytes(int maximumBytes) throws IOException {
        append(line(1) + "x".repeat(5 * MIB) + "\n" + line(2) + "y".repeat(5 * MIB) + "\n" + line(3));

        assertThat(follow(maximumBytes)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldGetToTheEndOfALineOfMebibytesThatHasNone() throws IOException {
        append(line(1) + "x".repeat(5 * MIB));

        assertThat(follow(MIB)).containsExactly(1L);
        assertThat(EventTail.read(log, 0, 16 * MIB).nextOffset()).isEqualTo(Files.size(log));

        append("\n" + line(2));

        assertThat(EventTail.read(log, line(1).length() + 5L * MIB, MIB).records())
                .singleElement()
                .extracting(EventRecord::sequence)
                .isEqualTo(2L);
    }

    @Test
    void shouldReadNoFurtherThanAskedWhenNoLineIsAnEvent() throws IOException {
        append("garbage\n".repeat(MIB));

        EventTail tail = EventTail.read(log, 0, 80_000);

        assertThat(tail.nextOffset()).isEqualTo(80_000);
        assertThat(tail.more()).isTrue();
        assertThat(tail.problems().damagedLines()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1_000_000, Long.MAX_VALUE})
    void shouldSayThatAnOffsetLiesOutside(long offset) throws IOException {
        append(line(1));

        assertThatThrownBy(() -> EventTail.read(log, offset, MIB)).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldSayThatALogIsGoneOfWhichSomethingWasRead() throws IOException {
        append(line(1));
        long read = EventTail.read(log, 0, MIB).nextOffset();
        Files.delete(log);

        assertThatThrownBy(() -> EventTail.read(log, read, MIB))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void shouldCountWhatWasCut() throws IOException {
        append("{\"v\":1,\"seq\":1,\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"warning\",\"code\":\"c\",\"message\":\""
                + "x".repeat(5000) + "\"}\n{}\n");

        LogProblems problems = EventTail.read(log, 0, MIB).problems();

        assertThat(problems.any()).isTrue();
        assertThat(problems.cutEvents()).isEqualTo(1);
        assertThat(problems.summary())
                .startsWith("1 line could not be read: at byte ")
                .endsWith("1 event held more than an event may; the rest was left out.");
        assertThat(problems.and(problems).damagedLines()).isEqualTo(2);
    }
}
