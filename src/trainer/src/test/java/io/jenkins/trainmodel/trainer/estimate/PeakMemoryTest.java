package io.jenkins.trainmodel.trainer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PeakMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadThePeakAndNotWhatIsHeldNow() throws Exception {
        Path status = Files.writeString(
                folder.resolve("status"), "Name:\tjava\nVmPeak:\t 9000 kB\nVmHWM:\t    2048 kB\nVmRSS:\t 1024 kB\n");

        assertThat(PeakMemory.bytes(status)).hasValue(2 << 20);
    }

    @Test
    void shouldSayNothingWhereTheSystemDoesNot() throws Exception {
        assertThat(PeakMemory.bytes(folder.resolve("none"))).isEmpty();
        assertThat(PeakMemory.bytes(Files.writeString(folder.resolve("empty"), "")))
                .isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKnowMemoryThatWasGivenBack() {
        long before = PeakMemory.bytes(RunProcesses.own()).orElseThrow();

        assertThat(before).isBetween(10L << 20, Runtime.getRuntime().maxMemory() + (64L << 30));
        assertThat(PeakMemory.bytes(RunProcesses.own()).orElseThrow()).isGreaterThanOrEqualTo(before);
    }
}
