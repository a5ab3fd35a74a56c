package io.jenkins.trainmodel.trainer.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskTrialTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMeasureAFileSystemAndLeaveNothing() throws Exception {
        DiskProfile disk = DiskTrial.in(folder).measure();

        assertThat(disk.isPlausible()).as(disk.toString()).isTrue();
        assertThat(disk.directory()).isEqualTo(folder.toAbsolutePath().toString());
        assertThat(DiskProfile.fileSystemOf(folder)).contains(disk.fileSystem());
        assertThat(folder).isEmptyDirectory();
    }

    /** On Linux a file system in memory has no way around itself, or calls itself one; either way it is measured. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldMeasureAFileSystemInMemory() throws Exception {
        Path memory = Files.createTempDirectory(Path.of("/dev/shm"), "profile");
        try {
            assertThat(DiskTrial.in(memory).measure().isPlausible()).isTrue();
            assertThat(memory).isEmptyDirectory();
        } finally {
            Files.delete(memory);
        }
    }

    @Test
    void shouldRefuseWhatIsNoDirectory() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DiskTrial.in(file))
                .isInstanceOf(WrongInputException.class)
                .hasMessage("--directory: " + file + " is no directory");
        assertThatThrownBy(() -> DiskTrial.in(folder.resolve("absent"))).isInstanceOf(WrongInputException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldRefuseADirectoryInWhichNothingCanBeWritten() {
        assertThatThrownBy(() -> DiskTrial.in(Path.of("/proc")))
                .isInstanceOf(WrongInputException.class)
                .hasMessageStartingWith("--directory: ");
    }
}
