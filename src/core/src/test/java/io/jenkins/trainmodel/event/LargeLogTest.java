package io.jenkins.trainmodel.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of any size, with lines of any length. */
class LargeLogTest {
    private static final Clock CLOCK = Clock.fixed(EventSamples.TIME, ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void nameTheLog() {
        log = directory.resolve("events.jsonl");
    }

    @Test
    void shouldReadPastALineOfAnyLengthInBoundedMemory() throws IOException {
        long huge = 64L << 20;
        byte[] event = EventCodec.encode(EventSamples.record(1, EventSamples.step(1, 1)));
        InputStream in = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(event),
                new Letters(huge),
                new ByteArrayInputStream(new byte[] {'\n'}),
                new ByteArrayInputStream(event))));

        try (EventReader reader = EventReader.of(in)) {
            assertThat(reader.stream()).hasSize(2);
            assertThat(reader.problems().examples()).singleElement().asString().contains("longer than");
            assertThat(reader.nextOffset()).isEqualTo(huge + 1 + 2 * event.length);
        }
    }

    @Test
    void shouldNotReadTheSameEndlessLineAgainAndAgain() throws IOException {
        append("x".repeat(3 << 20));
        EventTail first = EventTail.read(log, 0, 1 << 20);
        append("y".repeat(3 << 20) + "\n");
        append(new String(EventCodec.encode(EventSamples.record(1, EventSamples.step(1, 1))), UTF_8));
        EventTail second = EventTail.read(log, first.nextOffset(), 8 << 20);

        assertThat(first.nextOffset()).isEqualTo(3 << 20);
        assertThat(second.records()).map(EventRecord::sequence).containsExactly(1L);
    }

    @Test
    void shouldAcceptTheLongestLineAndRefuseOneByteMore() throws IOException {
        int overhead = EventCodec.encode(EventSamples.record(1, new TrainingEvent.Warning("c", ""))).length - 1;
        String longest = "x".repeat(EventCodec.MAXIMUM_LINE_BYTES - overhead);
        try (EventWriter writer = EventWriter.open(log, CLOCK)) {
            writer.write(EventSamples.step(1, 1));
            writer.write(new TrainingEvent.Warning("c", longest));
            writer.write(EventSamples.step(1, 2));
        }
        append("{" + " ".repeat(EventCodec.MAXIMUM_LINE_BYTES) + "\n");

        try (EventReader reader = EventReader.open(log)) {
            assertThat(reader.stream()).hasSize(3);
            assertThat(reader.problems().damagedLines()).isEqualTo(1);
        }
    }

    @Test
    void shouldStreamAMillionEvents() throws IOException {
        byte[] lines = lines(1000);
        InputStream in = new SequenceInputStream(Collections.enumeration(IntStream.range(0, 1000)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(lines))
                .toList()));

        try (EventReader reader = EventReader.of(in)) {
            assertThat(reader.stream().count()).isEqualTo(1_000_000);
        }
    }

    private static byte[] lines(int count) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 1; i <= count; i++) {
            lines.writeBytes(EventCodec.encode(EventSamples.record(i, EventSamples.step(1, i))));
        }
        return lines.toByteArray();
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A given number of letters that never lie in memory. */
    private static final class Letters extends InputStream {
        private long left;

        Letters(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, length);
            Arrays.fill(bytes, offset, offset + read, (byte) 'x');
            left -= read;
            return read;
        }
    }
}
