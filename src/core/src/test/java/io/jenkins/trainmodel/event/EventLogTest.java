package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final Clock CLOCK = Clock.fixed(EventSamples.TIME.plusNanos(999), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void nameTheLog() {
        log = directory.resolve("run/events.jsonl");
    }

    @Test
    void shouldReadBackEveryEventInOrder() throws IOException {
        write(EventSamples.all());

        List<EventRecord> records = EventReader.readAll(log);

        assertThat(records).map(EventRecord::event).isEqualTo(EventSamples.all());
        assertThat(records).allMatch(record -> record.time().equals(EventSamples.TIME));
        assertThat(sequences(records)).isEqualTo(from1To(EventSamples.all().size()));
    }

    @Test
    void shouldGoOnCountingAfterARestart() throws IOException {
        write(EventSamples.all());
        write(EventSamples.all());

        assertThat(sequences(EventReader.readAll(log)))
                .isEqualTo(from1To(2 * EventSamples.all().size()));
    }

    @Test
    void shouldGoOnCountingBehindEventsOfANewerProgramAndManyDamagedLines() throws IOException {
        append("{\"v\":2,\"seq\":41,\"type\":\"dreamt\"}\n" + "garbage\n".repeat(50_000));

        try (EventWriter writer = EventWriter.open(log)) {
            assertThat(writer.lastSequence()).isEqualTo(41);
            assertThat(writer.write(EventSamples.step(1, 1)).sequence()).isEqualTo(42);
        }
    }

    @Test
    void shouldMendALineTornAtAnyByteWithoutCuttingWhatOthersHaveCopied() throws IOException {
        write(EventSamples.all());
        byte[] whole = Files.readAllBytes(log);
        byte[] last = EventCodec.encode(EventSamples.record(99, EventSamples.epoch(1, 2)));
        for (int length = 0; length <= last.length; length++) {
            byte[] torn = Arrays.copyOf(whole, whole.length + length);
            System.arraycopy(last, 0, torn, whole.length, length);
            Files.write(log, torn);

            write(List.of(EventSamples.step(3, 4)));

            assertThat(Arrays.copyOf(Files.readAllBytes(log), torn.length)).isEqualTo(torn);
            boolean complete = length >= last.length - 1;
            assertThat(sequences(EventReader.readAll(log)))
                    .as("torn after %d bytes", length)
                    .startsWith(from1To(EventSamples.all().size()).toArray(Long[]::new))
                    .hasSize(EventSamples.all().size() + (complete ? 2 : 1))
                    .endsWith(complete ? 100L : EventSamples.all().size() + 1L);
        }
    }

    @Test
    void shouldSeeTheSameEventsBeforeAndAfterALineIsMended() throws IOException {
        byte[] line = EventCodec.encode(EventSamples.record(1, EventSamples.epoch(1, 2)));
        Files.createDirectories(log.getParent());
        for (int length = 1; length < line.length; length++) {
            Files.write(log, Arrays.copyOf(line, length));

            List<EventRecord> before = EventReader.readAll(log);
            EventWriter.open(log).close();

            assertThat(before).isEqualTo(EventReader.readAll(log)).hasSize(length == line.length - 1 ? 1 : 0);
        }
    }

    @Test
    void shouldLeaveATornLastLineForTheNextTime() throws IOException {
        byte[] line = EventCodec.encode(EventSamples.record(1, EventSamples.epoch(1, 2)));
        byte[] next = EventCodec.encode(EventSamples.record(2, EventSamples.epoch(2, 4)));
        for (int length = 0; length < next.length; length++) {
            Files.createDirectories(log.getParent());
            Files.write(log, line);
            Files.write(log, Arrays.copyOf(next, length), StandardOpenOption.APPEND);

            EventTail before = EventTail.read(log, 0, 1 << 20);
            Files.write(log, Arrays.copyOfRange(next, length, next.length), StandardOpenOption.APPEND);
            EventTail after = EventTail.read(log, before.nextOffset(), 1 << 20);

            assertThat(sequences(before.records())).containsExactly(1L);
            assertThat(before.nextOffset()).isEqualTo(line.length);
            assertThat(before.problems().tornEnd()).isEqualTo(length > 0);
            assertThat(sequences(after.records())).containsExactly(2L);
            assertThat(after.nextOffset()).isEqualTo(Files.size(log));
            assertThat(after.problems()).isEqualTo(LogProblems.NONE);
        }
    }

    @Test
    void shouldTailInBoundedPartsWithoutGapOrDuplicate() throws IOException {
        write(Collections.nCopies(500, EventSamples.epoch(1, 2)));
        List<EventRecord> records = new ArrayList<>();
        EventTail tail = EventTail.read(log, 0, 1000);
        records.addAll(tail.records());
        while (tail.more()) {
            assertThat(tail.records()).hasSizeLessThan(10);
            tail = EventTail.read(log, tail.nextOffset(), 1000);
            records.addAll(tail.records());
        }

        assertThat(sequences(records)).isEqualTo(from1To(500));
    }

    @Test
    void shouldPassOverTheRestOfALineInWhichTheOffsetLies() throws IOException {
        write(List.of(EventSamples.step(1, 1), EventSamples.step(1, 2)));
        int first = EventCodec.encode(EventSamples.record(1, EventSamples.step(1, 1))).length;

        for (int offset = 1; offset <= first; offset++) {
            EventTail tail = EventTail.read(log, offset, 1 << 20);
            assertThat(sequences(tail.records())).containsExactly(2L);
            assertThat(tail.problems()).isEqualTo(LogProblems.NONE);
        }
    }

    @Test
    void shouldTakeAMissingLogForAnEmptyOneOnlyWhenTailing() throws IOException {
        assertThat(EventTail.read(log, 0, 100)).isEqualTo(new EventTail(List.of(), 0, LogProblems.NONE, false));
        assertThatIOException()
                .isThrownBy(() -> EventReader.readAll(log))
                .isInstanceOf(NoSuchFileException.class)
                .withMessageContaining("events.jsonl");
    }

    @Test
    void shouldSayThatALogWasCut() throws IOException {
        write(EventSamples.all());

        assertThatIOException()
                .isThrownBy(() -> EventTail.read(log, 1_000_000, 100))
                .withMessageContaining("1000000")
                .withMessageContaining("replaced or cut");
    }

    @Test
    void shouldCountAndReportWhatItPassesOver() throws IOException {
        write(EventSamples.all());
        append("garbage\n\n  \r\n{\"v\":1,\"seq\":9,\"type\":\"dreamt\"}\n{\"v\":1,");

        try (EventReader reader = EventReader.open(log)) {
            assertThat(reader.stream()).hasSize(EventSamples.all().size());

            LogProblems problems = reader.problems();
            assertThat(problems.damagedLines()).isEqualTo(1);
            assertThat(problems.unknownEvents()).isEqualTo(1);
            assertThat(problems.tornEnd()).isTrue();
            assertThat(problems.summary())
                    .contains("1 line could not be read", "at byte", "1 event of a newer version");
        }
    }

    @Test
    void shouldFindTheEventsInABinaryLog() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(42).nextBytes(noise);
        write(EventSamples.all());
        Files.write(log, noise, StandardOpenOption.APPEND);
        write(EventSamples.all());

        try (EventReader reader = EventReader.open(log)) {
            assertThat(sequences(reader.stream().toList()))
                    .isEqualTo(from1To(2 * EventSamples.all().size()));
            assertThat(reader.problems().damagedLines()).isGreaterThan(1000);
            assertThat(reader.problems().summary()).hasSizeLessThan(2000).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    private void write(List<TrainingEvent> events) throws IOException {
        try (EventWriter writer = EventWriter.open(log, CLOCK)) {
            for (TrainingEvent event : events) {
                writer.write(event);
            }
        }
    }

    private void append(String text) throws IOException {
        Files.createDirectories(log.getParent());
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<Long> sequences(List<EventRecord> records) {
        return records.stream().map(EventRecord::sequence).toList();
    }

    private static List<Long> from1To(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
