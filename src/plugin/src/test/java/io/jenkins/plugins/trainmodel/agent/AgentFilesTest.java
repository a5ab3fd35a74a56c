package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import hudson.FilePath;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .isInstanceOf(EOFException.class);
    }

    @Test
    void shouldMakeRoomForARunButNotInPlaceOfOtherFiles() throws Exception {
        Path run = directory.resolve("run");
        assertThat(new PrepareDirectory(false).invoke(run.toFile(), null)).isFalse();
        Files.writeString(run.resolve("events.jsonl"), "{}");

        assertThat(new PrepareDirectory(true).invoke(run.toFile(), null)).isTrue();
        assertThat(run.resolve("events.jsonl")).exists();
        assertThat(new PrepareDirectory(false).invoke(run.toFile(), null)).isFalse();
        assertThat(run).isEmptyDirectory();

        Path other = Files.createDirectory(directory.resolve("thesis"));
        Files.writeString(other.resolve("chapter1.tex"), "precious");
        assertThatIOException()
                .isThrownBy(() -> new PrepareDirectory(false).invoke(other.toFile(), null))
                .withMessageContaining("holds no run");
        assertThat(other.resolve("chapter1.tex")).exists();
    }

    @Test
    void shouldLeaveARunAloneThatAnotherProcessTrains() throws Exception {
        Path run = Files.createDirectory(directory.resolve("run"));
        Files.writeString(run.resolve("events.jsonl"), "{}");

        try (RunLock lock = RunLock.acquire(new RunDirectory(run))) {
            assertThatIOException()
                    .isThrownBy(() -> new PrepareDirectory(false).invoke(run.toFile(), null))
                    .withMessageContaining("Another process trains in");
        }

        assertThat(run.resolve("events.jsonl")).exists();
    }

    @Test
    void shouldListPlainFilesAndNoLinks() throws Exception {
        Files.createDirectories(directory.resolve("a/b"));
        Files.writeString(directory.resolve("a/b/file"), "x");
        Files.createSymbolicLink(directory.resolve("a/link"), Path.of("/etc"));

        assertThat(new ListFiles(10).invoke(directory.toFile(), null)).containsExactly("a/b/file");
        assertThatIOException().isThrownBy(() -> new ListFiles(0).invoke(directory.toFile(), null));
    }

    @Test
    void shouldSendACommandAsAWholeFile() throws IOException, InterruptedException {
        FilePath here = new FilePath(directory.toFile());

        new AgentRun(here, here.child("run"), here.child("scratch")).send(new Command.Stop("ada"));

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
}
