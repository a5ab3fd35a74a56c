package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.library.LibtorchVersion;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaDriversTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, cu118, 450.80.02, true",
        "Linux, cu126, 525.60.13, true",
        "Linux, cu128, 470.199.02, false",
        "Linux, cu130, 570.86.15, false",
        "Linux, cu130, 580.65.06, true",
        "Windows 11, cu128, 527.41, false",
        "Windows 11, cu128, 528.33, true"
    })
    void shouldAskForADriverThatRunsTheCudaOfTheLibtorch(String system, String build, String driver, boolean fits) {
        GpuReport report = check(system, build, driver);

        assertThat(report.usable()).isEqualTo(fits);
        if (!fits) {
            assertThat(report.problem())
                    .contains("the driver " + driver + " of NVIDIA L4 is too old")
                    .contains("2.7.1+" + build);
        }
    }

    @Test
    void shouldLeaveToTheFirstOperationWhatItDoesNotKnow() {
        assertThat(check("Linux", "", "470.199.02").usable()).isTrue();
        assertThat(check("Linux", "cu990", "470.199.02").usable()).isTrue();
    }

    @Test
    void shouldLeaveOutGpusForWhichALibtorchHasNoCode() {
        Gpu old = new Gpu(0, "NVIDIA L4", "580.65.06", "GPU-a", "8.9", 1);
        Gpu blackwell = new Gpu(1, "NVIDIA B200", "580.65.06", "GPU-b", "10.0", 1);
        CudaDrivers drivers = new CudaDrivers(MachinePlatform.of("Linux", "amd64"));
        GpuReport both = GpuReport.of(List.of(old, blackwell));

        assertThat(drivers.check(both, new LibtorchVersion("2.7.1", "cu126")).gpus())
                .containsExactly(old);
        assertThat(drivers.check(both, new LibtorchVersion("2.7.1", "cu128"))).isEqualTo(both);
        assertThat(drivers.check(both, new LibtorchVersion("2.7.1", ""))).isEqualTo(both);
        assertThat(drivers.check(GpuReport.of(List.of(blackwell)), new LibtorchVersion("2.7.1", "cu126"))
                        .problem())
                .contains("NVIDIA B200 has compute capability 10.0")
                .contains("CUDA 12.8 or newer");
    }

    private static GpuReport check(String system, String build, String driver) {
        return new CudaDrivers(MachinePlatform.of(system, "amd64"))
                .check(GpuReport.of(List.of(Gpu.of(0, "NVIDIA L4", driver))), new LibtorchVersion("2.7.1", build));
    }
}
