package io.jenkins.trainmodel.trainer.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.tensorboard.EventFileReader.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardWriterTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.250Z");
    private static final double NOON_SECONDS = 1795521600.25;

    @TempDir
    Path temporary;

    private Path run;

    @BeforeEach
    void nameRun() {
        run = temporary.resolve("runs/tensorboard");
    }

    @Test
    void shouldBeginWithTheFileVersion() throws IOException {
        writer(NOON).close();

        assertThat(EventFileReader.readAll(run))
                .containsExactly(new Event(NOON_SECONDS, 0, "brain.Event:2", false, null, null));
    }

    @Test
    void shouldWriteScalarsWithStepAndWallTime() throws IOException {
        try (TensorBoardWriter writer = writer(NOON)) {
            writer.scalar("train/loss", 1, NOON, 2.5);
            writer.scalar("validation/accuracy", 3_000_000_000L, NOON.plusSeconds(60), 0.125);
            writer.scalar("maß/größe", 200, NOON, -1);
        }

        assertThat(events())
                .containsExactly(
                        scalar(NOON_SECONDS, 1, "train/loss", 2.5f),
                        scalar(NOON_SECONDS + 60, 3_000_000_000L, "validation/accuracy", 0.125f),
                        scalar(NOON_SECONDS, 200, "maß/größe", -1f));
    }

    @Test
    void shouldKeepValuesThatAreNotFinite() throws IOException {
        try (TensorBoardWriter writer = writer(NOON)) {
            writer.scalar("train/loss", 1, NOON, Double.NaN);
            writer.scalar("train/loss", 2, NOON, Double.NEGATIVE_INFINITY);
        }

        assertThat(events()).extracting(Event::value).containsExactly(Float.NaN, Float.NEGATIVE_INFINITY);
    }

    @Test
    void shouldWriteTexts() throws IOException {
        try (TensorBoardWriter writer = writer(NOON)) {
            writer.text("specification", 0, NOON, "name: digits");
        }

        assertThat(events())
                .containsExactly(new Event(NOON_SECONDS, 0, null, false, "specification", "text: name: digits"));
    }

    @Test
    void shouldShowWhatWasFlushedWhileItIsOpen() throws IOException {
        try (TensorBoardWriter writer = writer(NOON)) {
            writer.scalar("train/loss", 1, NOON, 1);
            writer.flush();
            writer.scalar("train/loss", 2, NOON, 1);

            assertThat(events()).extracting(Event::step).containsExactly(1L);
        }
    }

    @Test
    void shouldWriteMoreThanItsBuffer() throws IOException {
        try (TensorBoardWriter writer = writer(NOON)) {
            for (int step = 1; step <= 20_000; step++) {
                writer.scalar("train/loss", step, NOON, 1.0 / step);
            }
        }

        assertThat(events()).hasSize(20_000).last().isEqualTo(scalar(NOON_SECONDS, 20_000, "train/loss", 1f / 20_000));
    }

    @Test
    void shouldOpenANewFileForEveryProcessAfterTheEarlierOnes() throws IOException {
        writer(NOON).close();
        List<Path> first = files();
        writer(NOON).close();
        writer(NOON.minusSeconds(3600)).close();

        assertThat(files()).hasSize(3).startsWith(first.get(0));
        assertThat(files().get(0).getFileName().toString()).startsWith("events.out.tfevents.1795521600.");
        assertThat(files().get(2).getFileName().toString()).startsWith("events.out.tfevents.1795521602.");
    }

    @Test
    void shouldTakeBackTheStepsThatAResumeDoesAgain() throws IOException {
        try (TensorBoardWriter writer = writer(NOON)) {
            writer.scalar("train/loss", 10, NOON, 1);
            writer.scalar("train/loss", 11, NOON, 2);
        }
        try (TensorBoardWriter writer = writer(NOON.plusSeconds(9))) {
            writer.supersedeAfter(10);
            writer.scalar("train/loss", 11, NOON, 3);
        }

        assertThat(EventFileReader.readAll(run))
                .contains(new Event(NOON_SECONDS + 9, 11, null, true, null, null))
                .last()
                .isEqualTo(scalar(NOON_SECONDS, 11, "train/loss", 3f));
    }

    @Test
    void shouldLeaveAReadableFileWhereverItIsCut() throws IOException {
        try (TensorBoardWriter writer = writer(NOON)) {
            writer.scalar("train/loss", 1, NOON, 1);
            writer.scalar("train/loss", 2, NOON, 1);
        }
        byte[] whole = Files.readAllBytes(files().get(0));

        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(temporary.resolve("cut"), Arrays.copyOf(whole, length));
            assertThat(EventFileReader.read(cut)).hasSizeLessThan(3);
        }
    }

    private TensorBoardWriter writer(Instant now) throws IOException {
        return new TensorBoardWriter(run, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** All events but file versions. */
    private List<Event> events() throws IOException {
        return EventFileReader.readAll(run).stream()
                .filter(event -> event.fileVersion() == null)
                .toList();
    }

    private static Event scalar(double wallTime, long step, String tag, float value) {
        return new Event(wallTime, step, null, false, tag, value);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.sorted().toList();
        }
    }
}
