package io.jenkins.trainmodel.run;

import static io.jenkins.trainmodel.disk.Listing.names;
import static io.jenkins.trainmodel.run.ClaimSamples.BUILD_1;
import static io.jenkins.trainmodel.run.ClaimSamples.BUILD_2;
import static io.jenkins.trainmodel.run.ClaimSamples.CLOCK;
import static io.jenkins.trainmodel.run.ClaimSamples.PERSON;
import static io.jenkins.trainmodel.run.ClaimSamples.claim;
import static io.jenkins.trainmodel.run.ClaimSamples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunClaim.Found;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in a run directory, and what is done with it. */
class RunClaimTest {
    @TempDir
    private Path folder;

    private RunDirectory run;

    @BeforeEach
    void chooseADirectory() {
        run = new RunDirectory(folder.resolve("runs/digits"));
    }

    @Test
    void shouldMarkADirectoryThatIsAbsentOrEmpty() throws IOException {
        assertThat(claim(run, PERSON, false).found()).isEqualTo(Found.NEW);
        assertThat(run.marker())
                .hasContent("{\"schemaVersion\":1,\"owner\":\"\",\"claimedAt\":\"2026-11-24T05:00:00.250Z\"}");

        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(RunClaim.claim(empty, BUILD_1, true, CLOCK).found()).isEqualTo(Found.NEW);
    }

    @Test
    void shouldBeginWhereAStartCameToNothing() throws IOException {
        claim(run, PERSON, false);
        write(run, new Conclusion.Failed("data.path: iris.csv does not exist", FailureKind.DATA, 2));

        assertThat(claim(run, PERSON, false).found()).isEqualTo(Found.NEW);
        assertThat(names(folder.resolve("runs"))).containsExactly("digits");
    }

    @Test
    void shouldLetAPersonGoOnWithARunOfAnyoneButNeverReplaceIt() throws IOException {
        claim(run, BUILD_1, false);
        write(run, EventSamples.started(), finished(false));

        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> claim(run, PERSON, false))
                .withMessageContaining("holds a run already. Go on with it by --resume");
        assertThat(claim(run, PERSON, true).found()).isEqualTo(Found.EARLIER_TRY);
    }

    @Test
    void shouldGoOnWithAnEarlierTryOfTheSameOwner() throws IOException {
        claim(run, BUILD_1, true);
        write(run, EventSamples.started());
        assertThat(claim(run, BUILD_1, true).found()).isEqualTo(Found.EARLIER_TRY);

        write(run, finished(true));
        assertThat(claim(run, BUILD_1, true).found()).isEqualTo(Found.EARLIER_TRY);

        write(run, new Conclusion.Failed("the disk is full", FailureKind.DISK, 1));
        assertThat(claim(run, BUILD_1, true).found()).isEqualTo(Found.EARLIER_TRY);
        assertThat(names(folder.resolve("runs"))).containsExactly("digits");
    }

    @Test
    void shouldMoveTheRunOfAnotherOwnerAside() throws IOException {
        claim(run, BUILD_1, false);
        write(run, EventSamples.started());
        Files.createDirectories(run.model());

        RunClaim claim = claim(run, BUILD_2, true);

        assertThat(claim.found()).isEqualTo(Found.REPLACED);
        assertThat(claim.sentence()).contains(BUILD_1).contains("digits.previous");
        assertThat(names(folder.resolve("runs"))).containsExactly("digits", "digits.previous");
        assertThat(folder.resolve("runs/digits.previous/model")).isDirectory();
        assertThat(names(run.root())).containsExactly(".lock", ".train-model-run");
        assertThat(Files.readString(run.marker())).contains(BUILD_2);
    }

    @Test
    void shouldBeginAnewWhereTheRunOfTheSameOwnerIsOver() throws IOException {
        claim(run, BUILD_1, false);
        write(run, EventSamples.started(), finished(false));

        assertThat(claim(run, BUILD_1, true).found()).isEqualTo(Found.REPLACED);
        assertThat(run.events()).doesNotExist();
    }

    @Test
    void shouldBeginAnewWhereTheSameOwnerDoesNotWantToResume() throws IOException {
        claim(run, BUILD_1, false);
        write(run, EventSamples.started());

        assertThat(claim(run, BUILD_1, false).found()).isEqualTo(Found.REPLACED);
    }

    @Test
    void shouldKeepOnePreviousRunAndNeverRemoveWhatIsNone() throws IOException {
        claim(run, BUILD_1, false);
        write(run, EventSamples.started());
        claim(run, BUILD_2, false);
        write(run, EventSamples.started());
        claim(run, BUILD_1, false);
        RunDirectory previous = new RunDirectory(folder.resolve("runs/digits.previous"));
        assertThat(Files.readString(previous.marker())).contains(BUILD_2);
        assertThat(names(folder.resolve("runs"))).containsExactly("digits", "digits.previous");

        Files.delete(previous.marker());
        write(run, EventSamples.started());
        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> claim(run, BUILD_2, false))
                .withMessageContaining("digits.previous, and what is there is no run directory");
        assertThat(previous.events()).exists();
        assertThat(Files.readString(run.marker())).contains(BUILD_1);
    }

    @Test
    void shouldWaitForAHolderThatEndsAndNotForOneThatTrains() throws Exception {
        ClaimedRun dying = RunClaim.hold(run.root(), PERSON, false, CLOCK);
        Thread end = new Thread(() -> close(dying));
        end.start();
        assertThat(claim(run, PERSON, false).found()).isEqualTo(Found.NEW);
        end.join();

        try (ClaimedRun training = RunClaim.hold(run.root(), BUILD_1, false, CLOCK)) {
            assertThat(training.claim().found()).isEqualTo(Found.REPLACED);
            assertThatExceptionOfType(RunLockedException.class)
                    .isThrownBy(() -> claim(run, BUILD_2, false))
                    .withMessageContaining("--out");
            assertThat(run.marker()).exists();
        }
    }

    private static TrainingEvent finished(boolean resumable) {
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                "maxEpochs fired",
                List.of(),
                1,
                40,
                2.0,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                resumable,
                Optional.empty(),
                Optional.empty());
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
