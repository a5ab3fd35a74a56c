package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.DeviceSpec.Kind;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
    private static final EngineVersions VERSIONS = new EngineVersions("0.36.0", "2.7.1");
    private static final GpuReport NONE = GpuReport.none("there is no NVIDIA driver");
    private static final GpuReport H100 = new GpuReport(List.of(new Gpu(0, "NVIDIA H100", "570.86.15")), "");

    @Test
    void shouldComputeOnTheCpuWhenAsked() {
        DeviceChoice choice = DeviceChoice.choose(Kind.CPU, H100, true, VERSIONS);

        assertThat(choice.device()).isEqualTo(Device.cpu());
        assertThat(choice.sentence()).isEqualTo("Computing on the CPU: as the specification asks.");
    }

    @Test
    void shouldRefuseAGpuThatIsNotThere() {
        assertThatThrownBy(() -> DeviceChoice.choose(Kind.GPU, NONE, false, VERSIONS))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no NVIDIA driver")
                .hasMessageContaining("device: cpu or auto");
    }

    @Test
    void shouldRefuseAGpuWithALibtorchForTheCpu() {
        assertThatThrownBy(() -> DeviceChoice.choose(Kind.GPU, H100, false, VERSIONS))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("CPU build")
                .hasMessageContaining("device.libtorch")
                .hasMessageContaining("TRAIN_MODEL_LIBTORCH")
                .hasMessageContaining("libtorch 2.7.1 for CUDA");
    }

    @Test
    void shouldComputeOnTheGpuWhenAsked() {
        DeviceChoice choice = DeviceChoice.choose(Kind.GPU, H100, true, VERSIONS);

        assertThat(choice.device()).isEqualTo(Device.gpu(0));
        assertThat(choice.sentence()).contains("NVIDIA H100").contains("as the specification asks");
    }

    @Test
    void shouldSayWhatItChoseAndWhy() {
        assertThat(DeviceChoice.choose(Kind.AUTO, NONE, false, VERSIONS))
                .isEqualTo(new DeviceChoice(Device.cpu(), "Computing on the CPU: there is no NVIDIA driver."));
        assertThat(DeviceChoice.choose(Kind.AUTO, H100, false, VERSIONS).sentence())
                .startsWith("Computing on the CPU: NVIDIA H100 is there, but")
                .contains("device.libtorch");
        assertThat(DeviceChoice.choose(Kind.AUTO, H100, true, VERSIONS).device())
                .isEqualTo(Device.gpu(0));
    }
}
