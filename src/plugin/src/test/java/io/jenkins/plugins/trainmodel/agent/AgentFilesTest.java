package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.RunClaim.Found;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentFilesTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadAPartOfAFileAndNoMoreThanAskedFor() throws Exception {
        Path file = Files.writeString(directory.resolve("log"), "0123456789");

        assertThat(new ReadFile(3, 4).invoke(file.toFile(), null)).asString().isEqualTo("3456");
        assertThat(new ReadFile(10, 4).invoke(file.toFile(), null)).isEmpty();
        assertThat(new ReadEnd(3).invoke(file.toFile(), null)).asString().isEqualTo("789");
        assertThat(new ReadFile(0, 4).invoke(directory.resolve("none").toFile(), null))
                .isEmpty();
    }

    @Test
    void shouldNoticeThatALogWasReplaced() throws Exception {
        Path file = Files.writeString(directory.resolve("log"), "0123");

        assertThatIOException()
                .isThrownBy(() -> new ReadFile(5, 1).invoke(file.toFile(), null))
                .isInstanceOf(EventLogCutException.class);
    }

    @Test
    void shouldMakeRoomForARunButNotInPlaceOfOtherFiles() throws Exception {
        assertThat(at("run").prepare("build 1", false).found()).isEqualTo(Found.NEW);

        Path other = Files.createDirectory(directory.resolve("thesis"));
        Files.writeString(other.resolve("chapter1.tex"), "precious");
        Files.writeString(other.resolve("spec.json"), "{}");

        assertThatThrownBy(() -> at("thesis").prepare("build 1", false))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("chapter1.tex")
                .hasMessageContaining("Choose another directory");
        assertThat(other.resolve("chapter1.tex")).hasContent("precious");
        assertThat(other.resolve("spec.json")).exists();
    }

    @Test
    void shouldNotGoOnWithTheRunOfAnotherBuild() throws Exception {
        at("run").prepare("build 1", true);
        Files.createDirectories(directory.resolve("run/checkpoints/000007"));

        AgentRun.Room room = at("run").prepare("build 2", true);

        assertThat(room.found()).isEqualTo(Found.REPLACED);
        assertThat(room.goesOn()).isFalse();
        assertThat(room.words()).contains("build 1").contains("a new run begins");
        assertThat(directory.resolve("run/checkpoints")).doesNotExist();
        assertThat(directory.resolve("run.previous/checkpoints/000007")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../beside", "/tmp", "a/../..", "link/run", "link"})
    void shouldRefuseADirectoryThatIsNotInsideOfTheWorkspace(String out) throws Exception {
        Path workspace = Files.createDirectory(directory.resolve("workspace"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(workspace.resolve("link"), outside);
        FilePath here = new FilePath(workspace.toFile());

        assertThatThrownBy(() -> new AgentRun(here, here.child(out), here).prepare("build 1", false))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("A run needs a directory of its own inside of the workspace");

        assertThat(outside).isEmptyDirectory();
        assertThat(directory.resolve("beside")).doesNotExist();
    }

    @Test
    void shouldTakeALinkThatStaysInsideAndAWorkspaceBehindALink() throws Exception {
        Path real = Files.createDirectories(directory.resolve("disk/workspace/large"));
        Path workspace = Files.createSymbolicLink(directory.resolve("workspace"), real.getParent());
        Files.createSymbolicLink(real.getParent().resolve("link"), real);
        FilePath here = new FilePath(workspace.toFile());

        assertThat(new AgentRun(here, here.child("link/run"), here)
                        .prepare("build 1", false)
                        .found())
                .isEqualTo(Found.NEW);
        assertThat(real.resolve("run")).isDirectory();
    }

    @Test
    void shouldLeaveARunAloneThatAnotherProcessTrainsAndSayWhatTellsRunsApart() throws Exception {
        at("run").prepare("build 1", false);

        try (RunLock lock = RunLock.acquire(new RunDirectory(directory.resolve("run")))) {
            assertThatThrownBy(() -> at("run").prepare("build 1", false))
                    .isInstanceOf(AbortException.class)
                    .hasMessageContaining("Another process trains in")
                    .hasMessageContaining("another `name` or `out`");
        }
    }

    @Test
    void shouldTellTheNewestCheckpoint() throws Exception {
        assertThat(at("run").newestCheckpoint()).isZero();
        for (String name : List.of("000002", "000012", "000003", "000099.damaged")) {
            Files.createDirectories(directory.resolve("run/checkpoints").resolve(name));
        }

        assertThat(at("run").newestCheckpoint()).isEqualTo(12);
    }

    @Test
    void shouldListWhatIsArchivedAndWalkNothingElse() throws Exception {
        for (String file : List.of(
                "report.json",
                "train.log",
                "events.jsonl",
                "model/manifest.json",
                "tensorboard/events.1",
                "own.txt",
                "checkpoints/000001/state.json",
                "checkpoints/000002/state.json")) {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "12345");
        }
        Files.createSymbolicLink(directory.resolve("model/link"), Path.of("/etc"));
        IntStream.range(0, 100).forEach(number -> write("checkpoints/000003/" + number));

        assertThat(find(new ArchiveChoice(true, List.of("000002"), true, false, false)))
                .containsExactlyInAnyOrder(
                        "5 report.json", "5 model/manifest.json", "5 train.log", "5 checkpoints/000002/state.json");
        assertThat(find(new ArchiveChoice(false, List.of(), false, true, true)))
                .containsExactlyInAnyOrder("5 report.json", "5 events.jsonl", "5 tensorboard/events.1");
        assertThatIOException()
                .isThrownBy(() -> find(new ArchiveChoice(false, List.of("000003"), false, false, false)));
    }

    @Test
    void shouldListOnceWhatTheModelPackageHoldsToo() throws Exception {
        Files.createDirectory(directory.resolve("model"));
        write("report.html");
        write("model/report.html");
        write("metrics.csv");
        Files.writeString(directory.resolve("model/metrics.csv"), "another state");

        assertThat(find(new ArchiveChoice(true, List.of(), false, false, false)))
                .containsExactlyInAnyOrder("1 metrics.csv", "1 model/report.html", "13 model/metrics.csv");
        assertThat(find(new ArchiveChoice(false, List.of(), false, false, false)))
                .containsExactlyInAnyOrder("1 metrics.csv", "1 report.html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "model/../../x", "model\\..\\x", "own.txt", "modelx/y", "checkpoints/000002/x"})
    void shouldTakeNoPathFromAnAgentThatWasNotAskedFor(String path) {
        assertThat(new ArchiveChoice(true, List.of("000001"), true, true, true).takes(path))
                .isFalse();
    }

    @Test
    void shouldSendACommandAsAWholeFile() throws IOException, InterruptedException {
        at("run").send(new Command.Stop("ada"));

        assertThat(directory.resolve("run/commands"))
                .isDirectoryContaining("glob:**.json")
                .satisfies(commands -> {
                    try (var files = Files.list(commands)) {
                        assertThat(files)
                                .singleElement()
                                .satisfies(file ->
                                        assertThat(Files.readString(file)).contains("\"stop\"", "\"ada\""));
                    }
                });
    }

    private AgentRun at(String name) {
        FilePath here = new FilePath(directory.toFile());
        return new AgentRun(here, here.child(name), here.child("scratch"));
    }

    private String[] find(ArchiveChoice choice) throws IOException {
        return new FindArtifacts(choice, 50).invoke(directory.toFile(), null);
    }

    private void write(String file) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "x");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
