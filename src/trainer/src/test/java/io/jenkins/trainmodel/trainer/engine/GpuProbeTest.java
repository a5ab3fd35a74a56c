package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GpuProbeTest {
    private static final MachinePlatform LINUX = MachinePlatform.of("Linux", "amd64");

    @TempDir
    Path temporary;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldReportWhatTheDriverReports() throws IOException {
        Path command = program("echo '0, NVIDIA H100 80GB HBM3, 570.86.15'; echo '1, NVIDIA L4, 570.86.15'");

        GpuReport report = probe(command).report();

        assertThat(report.usable()).isTrue();
        assertThat(report.gpus())
                .containsExactly(
                        new Gpu(0, "NVIDIA H100 80GB HBM3", "570.86.15"), new Gpu(1, "NVIDIA L4", "570.86.15"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldSayWhatTheDriverSaysWhenItFails() throws IOException {
        Path command = program("echo 'NVIDIA-SMI has failed because it could not communicate with the driver'; exit 9");

        GpuReport report = probe(command).report();

        assertThat(report.usable()).isFalse();
        assertThat(report.problem()).contains("exit code 9").contains("could not communicate with the driver");
    }

    @Test
    void shouldSayThatThereIsNoDriver() {
        GpuReport report = probe(temporary.resolve("nvidia-smi")).report();

        assertThat(report.usable()).isFalse();
        assertThat(report.problem()).contains("no NVIDIA driver").contains("nvidiactl");
    }

    @Test
    void shouldSayThatADriverIsThereWithoutItsProgram() throws IOException {
        Files.createFile(temporary.resolve("nvidiactl"));

        assertThat(probe(temporary.resolve("nvidia-smi")).report().problem()).contains("not on the PATH");
    }

    @Test
    void shouldNotTakeNonsenseForAGpu() {
        assertThat(probe(temporary).read(0, "No devices were found\n").usable()).isFalse();
        assertThat(probe(temporary).read(0, "").problem()).contains("no answer");
        assertThat(probe(temporary).read(0, "x, y, z\n0, name\n").gpus()).isEmpty();
    }

    @Test
    void shouldNotLookForGpusOnMacOs() {
        assertThat(new GpuProbe(MachinePlatform.of("Mac OS X", "aarch64"))
                        .report()
                        .problem())
                .contains("macOS");
    }

    private GpuProbe probe(Path command) {
        return new GpuProbe(LINUX, command.toString(), temporary.resolve("nvidiactl"));
    }

    private Path program(String script) throws IOException {
        Path file = Files.writeString(temporary.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
