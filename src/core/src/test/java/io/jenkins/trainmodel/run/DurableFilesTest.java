package io.jenkins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    private static final String UNIQUE = ".01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void shouldWriteAndReplaceAFile() throws IOException {
        Path file = directory.resolve("report.json");
        DurableFiles.write(file, "old".getBytes());
        DurableFiles.write(file, "new".getBytes());

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("report.json");
    }

    @Test
    void shouldKeepTheOldFileWhenWritingFails() throws IOException {
        Path file = directory.resolve("report.json");
        DurableFiles.write(file, "old".getBytes());

        assertThatIOException()
                .isThrownBy(() -> DurableFiles.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .withMessage("No space left on device");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("report.json");
    }

    @Test
    void shouldSayThatTheParentIsMissing() {
        assertThatIOException()
                .isThrownBy(() -> DurableFiles.write(directory.resolve("x/y"), new byte[0]))
                .withMessageContaining("its directory does not exist");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldLeaveTheFileAsReadableAsAnyOther() throws IOException {
        Path plain = Files.createFile(directory.resolve("plain"));
        Path durable = directory.resolve("durable");
        DurableFiles.write(durable, new byte[1]);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(durable)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
    }

    @Test
    void shouldWriteAndReplaceADirectory() throws IOException {
        Path model = directory.resolve("model");
        DurableFiles.writeDirectory(model, temporary -> {
            Files.createDirectories(temporary.resolve("a/b"));
            Files.writeString(temporary.resolve("a/b/old"), "old");
        });
        DurableFiles.writeDirectory(model, temporary -> Files.writeString(temporary.resolve("new"), "new"));

        assertThat(model.resolve("new")).hasContent("new");
        assertThat(model.resolve("a")).doesNotExist();
        assertThat(names()).containsExactly("model");
    }

    @Test
    void shouldKeepTheOldDirectoryWhenFillingFails() throws IOException {
        Path model = directory.resolve("model");
        DurableFiles.writeDirectory(model, temporary -> Files.writeString(temporary.resolve("old"), "old"));

        assertThatIOException()
                .isThrownBy(() -> DurableFiles.writeDirectory(model, temporary -> {
                    Files.writeString(temporary.resolve("part"), "part");
                    throw new IOException("No space left on device");
                }));
        assertThat(model.resolve("old")).hasContent("old");
        assertThat(names()).containsExactly("model");
    }

    @Test
    void shouldWriteADirectoryForAThreadThatIsInterrupted() throws IOException {
        Path model = directory.resolve("model");
        Thread.currentThread().interrupt();
        try {
            DurableFiles.writeDirectory(
                    model,
                    temporary ->
                            DurableFiles.write(temporary.resolve("state.json"), out -> out.write("{}".getBytes())));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(model.resolve("state.json")).hasContent("{}");
    }

    @Test
    void shouldClearAwayWhatACrashLeft() throws IOException {
        Files.createDirectories(directory.resolve(".model" + UNIQUE + ".old/kept"));
        Files.createDirectories(directory.resolve(".model" + UNIQUE + ".tmp/part"));
        Files.createDirectories(directory.resolve(".000001" + UNIQUE + ".old/stale"));
        Files.createDirectories(directory.resolve("000001/kept"));
        Files.writeString(directory.resolve(".report.json" + UNIQUE + ".tmp"), "part");
        Files.writeString(directory.resolve(".lock"), "");

        DurableFiles.recover(directory);

        assertThat(names()).containsExactly(".lock", "000001", "model");
        assertThat(directory.resolve("model/kept")).isDirectory();
        assertThat(directory.resolve("000001/kept")).isDirectory();
    }

    @Test
    void shouldHaveNothingToRecoverWhereNothingIs() throws IOException {
        DurableFiles.recover(directory.resolve("missing"));

        assertThat(names()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldDeleteADirectoryButNotWhatItsLinksPointTo() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        Path checkpoint = Files.createDirectories(directory.resolve("000001/a")).getParent();
        Files.createSymbolicLink(checkpoint.resolve("link"), outside);

        DurableFiles.deleteDirectory(checkpoint);

        assertThat(names()).containsExactly("outside");
        assertThat(outside.resolve("precious")).exists();
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(path -> path.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
