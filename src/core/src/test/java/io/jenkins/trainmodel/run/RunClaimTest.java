package io.jenkins.trainmodel.run;

import static io.jenkins.trainmodel.disk.Listing.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunClaim.Found;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in a run directory, and what is done with it. */
class RunClaimTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T05:00:00.250Z"), ZoneOffset.UTC);

    private static final String BUILD_1 = "digits#1@2026-11-24T05:00:00Z";

    private static final String BUILD_2 = "digits#2@2026-11-25T05:00:00Z";

    private static final String PERSON = "";

    @TempDir
    private Path folder;

    private RunDirectory run;

    @BeforeEach
    void chooseADirectory() {
        run = new RunDirectory(folder.resolve("runs/digits"));
    }

    @Test
    void shouldMarkADirectoryThatIsAbsentOrEmpty() throws IOException {
        assertThat(claim(PERSON, false).found()).isEqualTo(Found.NEW);
        assertThat(run.marker())
                .hasContent("{\"schemaVersion\":1,\"owner\":\"\",\"claimedAt\":\"2026-11-24T05:00:00.250Z\"}");

        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(RunClaim.claim(empty, BUILD_1, true, CLOCK).found()).isEqualTo(Found.NEW);
    }

    @Test
    void shouldBeginWhereAStartCameToNothing() throws IOException {
        claim(PERSON, false);
        write(new TrainingEvent.Failed("data.path: iris.csv does not exist", FailureKind.DATA, 2));

        assertThat(claim(PERSON, false).found()).isEqualTo(Found.NEW);
        assertThat(names(folder.resolve("runs"))).containsExactly("digits");
    }

    @Test
    void shouldLetAPersonGoOnWithARunOfAnyoneButNeverReplaceIt() throws IOException {
        claim(BUILD_1, false);
        write(EventSamples.started(), finished(false));

        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> claim(PERSON, false))
                .withMessageContaining("holds a run already. Go on with it by --resume");
        assertThat(claim(PERSON, true).found()).isEqualTo(Found.EARLIER_TRY);
    }

    @Test
    void shouldGoOnWithAnEarlierTryOfTheSameOwner() throws IOException {
        claim(BUILD_1, true);
        write(EventSamples.started());
        assertThat(claim(BUILD_1, true).found()).isEqualTo(Found.EARLIER_TRY);

        write(finished(true));
        assertThat(claim(BUILD_1, true).found()).isEqualTo(Found.EARLIER_TRY);

        write(new TrainingEvent.Failed("the disk is full", FailureKind.DISK, 1));
        assertThat(claim(BUILD_1, true).found()).isEqualTo(Found.EARLIER_TRY);
        assertThat(names(folder.resolve("runs"))).containsExactly("digits");
    }

    @Test
    void shouldMoveTheRunOfAnotherOwnerAside() throws IOException {
        claim(BUILD_1, false);
        write(EventSamples.started());
        Files.createDirectories(run.model());

        RunClaim claim = claim(BUILD_2, true);

        assertThat(claim.found()).isEqualTo(Found.REPLACED);
        assertThat(claim.sentence()).contains(BUILD_1).contains("digits.previous");
        assertThat(names(folder.resolve("runs"))).containsExactly("digits", "digits.previous");
        assertThat(folder.resolve("runs/digits.previous/model")).isDirectory();
        assertThat(names(run.root())).containsExactly(".lock", ".train-model-run");
        assertThat(Files.readString(run.marker())).contains(BUILD_2);
    }

    @Test
    void shouldBeginAnewWhereTheRunOfTheSameOwnerIsOver() throws IOException {
        claim(BUILD_1, false);
        write(EventSamples.started(), finished(false));

        assertThat(claim(BUILD_1, true).found()).isEqualTo(Found.REPLACED);
        assertThat(run.events()).doesNotExist();
    }

    @Test
    void shouldBeginAnewWhereTheSameOwnerDoesNotWantToResume() throws IOException {
        claim(BUILD_1, false);
        write(EventSamples.started());

        assertThat(claim(BUILD_1, false).found()).isEqualTo(Found.REPLACED);
    }

    @Test
    void shouldKeepOnePreviousRunAndNeverRemoveWhatIsNone() throws IOException {
        claim(BUILD_1, false);
        write(EventSamples.started());
        claim(BUILD_2, false);
        write(EventSamples.started());
        claim(BUILD_1, false);
        RunDirectory previous = new RunDirectory(folder.resolve("runs/digits.previous"));
        assertThat(Files.readString(previous.marker())).contains(BUILD_2);
        assertThat(names(folder.resolve("runs"))).containsExactly("digits", "digits.previous");

        Files.delete(previous.marker());
        write(EventSamples.started());
        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> claim(BUILD_2, false))
                .withMessageContaining("digits.previous, and what is there is no run directory");
        assertThat(previous.events()).exists();
        assertThat(Files.readString(run.marker())).contains(BUILD_1);
    }

    @Test
    void shouldWaitForAHolderThatEndsAndNotForOneThatTrains() throws Exception {
        ClaimedRun dying = RunClaim.hold(run.root(), PERSON, false, CLOCK);
        Thread end = new Thread(() -> close(dying));
        end.start();
        assertThat(claim(PERSON, false).found()).isEqualTo(Found.NEW);
        end.join();

        try (ClaimedRun training = RunClaim.hold(run.root(), BUILD_1, false, CLOCK)) {
            assertThat(training.claim().found()).isEqualTo(Found.REPLACED);
            assertThatExceptionOfType(RunLockedException.class)
                    .isThrownBy(() -> claim(BUILD_2, false))
                    .withMessageContaining("--out");
            assertThat(run.marker()).exists();
        }
    }

    private RunClaim claim(String owner, boolean resume) throws IOException {
        return RunClaim.claim(run.root(), owner, resume, CLOCK);
    }

    private void write(TrainingEvent... events) throws IOException {
        try (EventWriter log = EventWriter.open(run.events())) {
            for (TrainingEvent event : events) {
                log.write(event);
            }
        }
    }

    private static TrainingEvent finished(boolean resumable) {
        return new TrainingEvent.Finished(
                Outcome.SUCCESS,
                "maxEpochs fired",
                List.of(),
                1,
                40,
                2.0,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                resumable);
    }

    private static void close(ClaimedRun claimed) {
        try {
            Thread.sleep(300);
            claimed.close();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
