package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.trainmodel.disk.MountedDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir
    private Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSayThatTheDiskIsFullAndKeepAllEventsReadable() throws Exception {
        try (MountedDisk disk = MountedDisk.mountOrSkip(directory.resolve("disk"), "size=64k")) {
            fillAndRecover(
                    disk.directory().resolve("events.jsonl"), disk.directory().resolve("ballast"));
        }
    }

    private static void fillAndRecover(Path log, Path ballast) throws IOException {
        Files.write(ballast, new byte[16 << 10]);
        try (EventWriter writer = EventWriter.open(log)) {
            assertThatIOException()
                    .isThrownBy(() -> {
                        while (writer.lastSequence() < 100_000) {
                            writer.write(EventSamples.step(1, writer.lastSequence() + 1));
                        }
                    })
                    .withMessageContaining(log.toString())
                    .withMessageContaining("No space left on device")
                    .withMessageContaining("step");
            long written = writer.lastSequence();
            assertThat(EventReader.readAll(log)).hasSize((int) written);

            Files.delete(ballast);
            writer.write(new TrainingEvent.Warning("diskWasFull", "goes on"));
        }
        assertThat(EventReader.readAll(log))
                .map(EventRecord::sequence)
                .isEqualTo(LongStream.rangeClosed(1, EventReader.readAll(log).size())
                        .boxed()
                        .toList());
    }

    @Test
    void shouldNotLetAPartOfALineDamageTheNext() throws IOException {
        Path log = directory.resolve("events.jsonl");
        EventRecord first = EventSamples.record(1, EventSamples.step(1, 1));
        // A line is shorter in the very first millisecond of a second, so the clock stands still.
        Clock clock = Clock.fixed(first.time(), ZoneOffset.UTC);
        int length = EventCodec.encode(first).length;
        for (int room = 0; room <= length; room++) {
            Files.deleteIfExists(log);
            try (FailingFile file = new FailingFile(log, room);
                    EventWriter writer = new EventWriter(log, file, clock, 0)) {
                boolean fits = room == length;
                if (!fits) {
                    assertThatIOException().isThrownBy(() -> writer.write(EventSamples.step(1, 1)));
                    file.room = Integer.MAX_VALUE;
                }
                writer.write(EventSamples.step(1, 2));
            }

            boolean onlyTheNewlineIsMissing = room == length - 1;
            assertThat(EventReader.readAll(log))
                    .as("room for %d bytes", room)
                    .map(EventRecord::sequence)
                    .isEqualTo(onlyTheNewlineIsMissing ? List.of(1L, 2L) : List.of(1L));
        }
    }

    /** A disk on which only so many more bytes fit; the write that reaches the bound is done in part. */
    private static final class FailingFile implements EventWriter.LogFile {
        private final RandomAccessFile file;
        private int room;

        FailingFile(Path path, int room) throws IOException {
            this.file = new RandomAccessFile(path.toFile(), "rw");
            this.room = room;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            int fitting = Math.min(bytes.length, room);
            file.write(bytes, 0, fitting);
            room -= fitting;
            if (fitting < bytes.length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
