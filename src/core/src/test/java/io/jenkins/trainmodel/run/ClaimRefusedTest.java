package io.jenkins.trainmodel.run;

import static io.jenkins.trainmodel.disk.Listing.names;
import static io.jenkins.trainmodel.run.ClaimSamples.BUILD_1;
import static io.jenkins.trainmodel.run.ClaimSamples.CLOCK;
import static io.jenkins.trainmodel.run.ClaimSamples.PERSON;
import static io.jenkins.trainmodel.run.ClaimSamples.claim;
import static io.jenkins.trainmodel.run.ClaimSamples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.run.RunClaim.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that no run may be written to. */
class ClaimRefusedTest {
    @TempDir
    private Path folder;

    private RunDirectory run;

    @BeforeEach
    void chooseADirectory() {
        run = new RunDirectory(folder.resolve("runs/digits"));
    }

    @Test
    void shouldRefuseADirectoryOfSomeoneElseAndLeaveItAsItIs() throws IOException {
        Files.createDirectories(run.model());
        Files.writeString(run.metricsCsv(), "mine");
        Files.writeString(run.events(), "{}");
        Files.writeString(run.specification(), "mine");

        for (String owner : List.of(PERSON, BUILD_1)) {
            for (boolean resume : List.of(true, false)) {
                assertThatExceptionOfType(ClaimRefusedException.class)
                        .isThrownBy(() -> claim(run, owner, resume))
                        .withMessageContaining(run.root() + " is not empty and is no run directory")
                        .withMessageContaining("events.jsonl, metrics.csv, model, …")
                        .withMessageContaining("Choose another directory");
            }
        }
        assertThat(names(run.root())).containsExactly("events.jsonl", "metrics.csv", "model", "spec.json");
        assertThat(run.metricsCsv()).hasContent("mine");
    }

    @Test
    void shouldRefuseALinkAndAFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("target")));
        Path file = Files.writeString(folder.resolve("file"), "text");

        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> RunClaim.claim(link, PERSON, false, CLOCK))
                .withMessageContaining("is a symbolic link");
        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> RunClaim.claim(file, PERSON, false, CLOCK))
                .withMessageContaining("is not a directory");
        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> RunClaim.claim(file.resolve("below"), PERSON, false, CLOCK))
                .withMessageContaining("cannot become a run directory")
                .withMessageContaining("ot a directory");
        assertThat(folder.resolve("target")).isEmptyDirectory();
    }

    @Test
    void shouldNotPassOverALostLog() throws IOException {
        claim(run, PERSON, false);
        write(run, EventSamples.started());
        Files.createDirectories(run.checkpoint(1));
        Files.delete(run.events());

        assertThatExceptionOfType(ClaimRefusedException.class)
                .isThrownBy(() -> claim(run, PERSON, true))
                .withMessageContaining("holds checkpoints, and its event log events.jsonl is gone");
        assertThat(claim(run, BUILD_1, true).found()).isEqualTo(Found.REPLACED);
    }

    @Test
    void shouldRefuseAMarkerThatItCannotRead() throws IOException {
        claim(run, PERSON, false);
        for (String damage : List.of("", "[]", "{\"schemaVersion\":2,\"owner\":\"\"}", "{", "null")) {
            Files.writeString(run.marker(), damage);
            assertThatExceptionOfType(ClaimRefusedException.class)
                    .isThrownBy(() -> claim(run, BUILD_1, true))
                    .withMessageContaining(run.marker() + " is damaged or of a newer version");
        }
    }
}
