package io.jenkins.trainmodel.trainer.nvidia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NvmlDriverTest {
    private static final MachinePlatform LINUX = MachinePlatform.of("Linux", "amd64");

    private static final Gpu L4 = new Gpu(0, "NVIDIA L4", "570.86.15", "GPU-aaaa0000", "8.9", 24_000_000_000L);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private NvmlDriver driver(Path library) {
        return new NvmlDriver(LINUX, library.toString(), folder.resolve("nvidiactl"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldListGpusAndTheirPartsWithoutOneThatIsLost() throws Exception {
        assertThat(driver(FakeNvml.compile(folder)).gpus())
                .isEqualTo(GpuReport.of(List.of(
                        L4,
                        new Gpu(1, "NVIDIA A100 MIG 1g.5gb", "570.86.15", "MIG-cccc0000", "8.0", 5_000_000_000L),
                        new Gpu(1, "NVIDIA A100 MIG 1g.5gb", "570.86.15", "MIG-cccc0002", "8.0", 5_000_000_000L))));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadStatisticsInTheirUnits() throws Exception {
        assertThat(driver(FakeNvml.compile(folder)).statistics(L4))
                .containsOnly(
                        entry(GpuDriver.UTILIZATION, 0.87),
                        entry(GpuDriver.MEMORY, 6e9),
                        entry(GpuDriver.POWER, 412.35),
                        entry(GpuDriver.TEMPERATURE, 64.0),
                        entry(GpuDriver.PCIE_WRITE, 1.5e6),
                        entry(GpuDriver.PCIE_READ, 4e12),
                        entry(GpuDriver.ENERGY, 5_000_000_000.5));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLeaveOutWhatAPartDoesNotTell() throws Exception {
        NvmlDriver driver = driver(FakeNvml.compile(folder));

        Map<String, Double> statistics = driver.statistics(driver.gpus().gpus().get(1));

        assertThat(statistics).containsKey(GpuDriver.MEMORY).doesNotContainKey(GpuDriver.UTILIZATION);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellWhoComputes() throws Exception {
        assertThat(driver(FakeNvml.compile(folder)).processes(L4))
                .containsExactly(new GpuProcess(4711, 3_000_000_000L), new GpuProcess(4712, 0));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSayWhatTheDriverSaysWhenItFails() throws Exception {
        NvmlDriver driver = driver(FakeNvml.compile(folder, "NO_DRIVER"));

        assertThat(driver.gpus().problem()).isEqualTo("the NVIDIA driver reports no GPU: Driver Not Loaded (NVML 9)");
        assertThatThrownBy(() -> driver.statistics(L4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Driver Not Loaded");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldHearOfErrorsThatTheDriverNumbers() throws Exception {
        Path library = FakeNvml.compile(folder);

        XidWatch watch = XidWatch.of(library.toString(), L4, PATIENCE).orElseThrow();

        assertThat(watch.newest()).contains(new Xid(79));
        assertThat(new Xid(79).words()).isEqualTo("Xid 79: the GPU has fallen off the bus");
        assertThat(watch.isLost()).isFalse();
        assertThat(watch.newest()).as("told once").isEmpty();
        assertThat(XidWatch.of(folder.resolve("none.so").toString(), L4, PATIENCE))
                .isEmpty();
        assertThat(XidWatch.told()).as("this process has no GPU").isEmpty();
        assertThat(XidWatch.lost()).isFalse();
    }

    /** As a driver may whose GPU has failed. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldWaitNoLongerForADriverThatHangs() throws Exception {
        Path library = FakeNvml.compile(folder, "HANGS");
        XidWatch watch =
                XidWatch.of(library.toString(), L4, Duration.ofMillis(50)).orElseThrow();

        assertThat(watch.newest()).isEmpty();
        assertThat(watch.isLost()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldHearThatTheGpuIsLost() throws Exception {
        Path library = FakeNvml.compile(folder, "LOST");

        assertThat(XidWatch.of(library.toString(), L4, PATIENCE).orElseThrow().isLost())
                .isTrue();
    }

    @Test
    void shouldSayThatThereIsNoDriver() throws Exception {
        NvmlDriver driver = driver(folder.resolve("none.so"));

        assertThat(driver.gpus().problem()).contains("no NVIDIA driver").contains("nvidiactl");
        Files.createFile(folder.resolve("nvidiactl"));
        assertThat(driver.gpus().problem())
                .contains("there is an NVIDIA driver")
                .contains("none.so is not found");
    }

    @Test
    void shouldNotLookForGpusOnMacOs() {
        assertThat(new NvmlDriver(MachinePlatform.of("Mac OS X", "aarch64"))
                        .gpus()
                        .problem())
                .contains("macOS");
    }

    @Test
    void shouldNotWaitForADriverThatHangs() {
        GpuDriver hanging = new GpuDriver() {
            @Override
            public GpuReport gpus() {
                return hang();
            }

            @Override
            public Map<String, Double> statistics(Gpu gpu) {
                return hang();
            }

            @Override
            public List<GpuProcess> processes(Gpu gpu) {
                return hang();
            }

            private <T> T hang() {
                while (true) {
                    LockSupport.park();
                }
            }
        };
        GpuDriver driver = new TimedDriver(hanging, Duration.ofMillis(50));

        assertThat(driver.gpus().problem()).contains("no answer within 50 ms");
        assertThatThrownBy(() -> driver.statistics(L4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer within 50 ms");
    }
}
