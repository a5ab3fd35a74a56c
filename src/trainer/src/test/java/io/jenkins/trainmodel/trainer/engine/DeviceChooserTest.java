package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.DeviceSpec.Kind;
import io.jenkins.trainmodel.spec.GpuWish;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuProcess;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaims;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceChooserTest {
    private static final EngineVersions VERSIONS = new EngineVersions("0.36.0", "2.7.1");
    private static final GpuReport NONE = GpuReport.none("there is no NVIDIA driver");

    private final FakeDriver driver = FakeDriver.of(1);
    private final List<String> heard = new ArrayList<>();

    @TempDir
    private Path locks;

    private DeviceChooser chooser(GpuReport gpus, boolean cuda) {
        return chooser(gpus, cuda, driver);
    }

    private DeviceChooser chooser(FakeDriver other, boolean cuda) {
        return chooser(other.gpus(), cuda, other);
    }

    private DeviceChooser chooser(GpuReport gpus, boolean cuda, FakeDriver telling) {
        GpuClaims claims = GpuClaims.ofMachine(Map.of("TRAIN_MODEL_GPU_LOCKS", locks.toString()), telling);
        return new DeviceChooser(gpus, cuda, VERSIONS, claims, heard::add);
    }

    private DeviceChoice choose(DeviceSpec wanted, boolean cuda) {
        DeviceChoice choice = chooser(driver.gpus(), cuda).choose(wanted);
        choice.claims().forEach(GpuClaim::close);
        return choice;
    }

    private static DeviceSpec gpu(Optional<Integer> number) {
        return asked(new GpuWish(number, Optional.empty(), Duration.ofMillis(1)));
    }

    private static DeviceSpec gpus(int count) {
        return asked(new GpuWish(Optional.empty(), Optional.of(count), Duration.ofMillis(1)));
    }

    private static DeviceSpec asked(GpuWish wish) {
        return new DeviceSpec(Kind.GPU, wish, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void shouldComputeOnTheCpuWhenAsked() {
        DeviceChoice choice = choose(DeviceSpec.of(Kind.CPU), true);

        assertThat(choice.device()).isEqualTo(Device.cpu());
        assertThat(choice.sentence()).isEqualTo("Computing on the CPU: as the specification asks.");
    }

    @Test
    void shouldRefuseAGpuThatIsNotThere() {
        assertThatThrownBy(() -> chooser(NONE, false).choose(DeviceSpec.of(Kind.GPU)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no NVIDIA driver")
                .hasMessageContaining("device: cpu or auto");
    }

    @Test
    void shouldRefuseAGpuWithALibtorchForTheCpu() {
        assertThatThrownBy(() -> choose(DeviceSpec.of(Kind.GPU), false))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("CPU build")
                .hasMessageContaining("device.libtorch")
                .hasMessageContaining("TRAIN_MODEL_LIBTORCH")
                .hasMessageContaining("libtorch 2.7.1 for CUDA");
        assertThat(locks).as("nothing is taken that cannot be used").isEmptyDirectory();
    }

    @Test
    void shouldComputeOnTheGpuWhenAsked() {
        DeviceChoice choice = choose(DeviceSpec.of(Kind.GPU), true);

        assertThat(choice.device()).isEqualTo(Device.gpu(0));
        assertThat(choice.gpu()).contains(driver.gpu(0));
        assertThat(choice.sentence())
                .isEqualTo("Computing on GPU 0, NVIDIA L4 (driver 570.86.15), as the specification asks.");
    }

    @Test
    void shouldTakeAsManyGpusAsAreAskedFor() {
        FakeDriver three = FakeDriver.of(3).shows(1, new GpuProcess(1, 1000));

        DeviceChoice choice = chooser(three, true).choose(gpus(2));

        assertThat(choice.device()).isEqualTo(Device.gpu(0));
        assertThat(choice.claims()).extracting(GpuClaim::gpu).containsExactly(three.gpu(0), three.gpu(2));
        assertThat(choice.sentence())
                .isEqualTo(
                        "Computing on 2 GPUs, 0 (NVIDIA L4), 2 (NVIDIA L4) (driver 570.86.15), as the specification asks.");
        assertThat(choice.name()).isEqualTo("gpu0,2 (NVIDIA L4)");
        assertThat(choice.numbers()).isEqualTo("0,2");
        assertThat(choice.identifiers()).isEqualTo("GPU-00000000-aaaa,GPU-00000002-aaaa");
        choice.claims().forEach(GpuClaim::close);
    }

    @Test
    void shouldKnowWhatAllGpusCanDo() throws Exception {
        FakeDriver two = FakeDriver.of(2);
        DeviceChoice choice = chooser(two, true).choose(gpus(2));
        LoadedEngine engine = new LoadedEngine(
                null, choice.device(), choice.sentence(), 1, Optional.empty(), choice.claims(), locks, Map.of());
        TrainingSpec spec = SpecReader.withoutFiles().read("train.yaml", """
                        data: {type: csv, path: data.csv, label: label}
                        model: mlp
                        stopWhen: [{maxEpochs: 1}]
                        device: {gpus: 2, peakFlops: 3e12}
                        """, Path.of("/project"), List.of());

        assertThat(engine.peakFlops(spec)).contains(3e12);
        assertThat(engine.peakFlopsOfAll(spec)).contains(6e12);
        choice.claims().forEach(GpuClaim::close);
    }

    @Test
    void shouldHoldNoneWhereNotAllCanBeHad() {
        FakeDriver three = FakeDriver.of(3).shows(1, new GpuProcess(1, 1000));

        assertThatThrownBy(() -> chooser(three, true).choose(gpus(3)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("asks for 3 GPUs, and so many were not free at once within 1ms: GPU 1");
        assertThatThrownBy(() -> chooser(three, true).choose(gpus(4)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("asks for 4 GPUs, and this process may use 3");

        assertThat(chooser(three, true).choose(gpus(2)).claims())
                .as("both are free")
                .hasSize(2)
                .allSatisfy(GpuClaim::close);
    }

    @Test
    void shouldRefuseAGpuThatOthersUseAfterItsTime() {
        driver.shows(0, new GpuProcess(1, 1000));

        assertThatThrownBy(() -> choose(gpu(Optional.empty()), true))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("none was free within 1ms: GPU 0 (NVIDIA L4) is in use: process 1")
                .hasMessageContaining("device.waitForGpu");
        assertThat(heard.get(0)).startsWith("waiting for a GPU: GPU 0");
    }

    @Test
    void shouldShareAGpuWithOtherProgramsWhereItIsNamed() {
        driver.shows(0, new GpuProcess(1, 1000));

        assertThat(choose(gpu(Optional.of(0)), true).sentence())
                .contains("as the specification asks; process 1")
                .endsWith("computes on it.");
    }

    @Test
    void shouldSayWhatItChoseAndWhy() throws Exception {
        DeviceSpec any = DeviceSpec.of(Kind.AUTO);

        assertThat(chooser(NONE, false).choose(any).sentence())
                .isEqualTo("Computing on the CPU: there is no NVIDIA driver.");
        assertThat(choose(any, false).sentence())
                .startsWith("Computing on the CPU: NVIDIA L4 is there, but")
                .contains("device.libtorch");
        assertThat(choose(any, true).device()).isEqualTo(Device.gpu(0));
    }

    @Test
    void shouldComputeOnTheCpuWhereAllAreInUseAndTheChoiceIsOpen() {
        driver.shows(0, new GpuProcess(1, 1000));

        assertThat(choose(DeviceSpec.of(Kind.AUTO), true).sentence())
                .startsWith("Computing on the CPU: GPU 0 (NVIDIA L4) is in use: process 1");
    }

    @Test
    void shouldGiveBackAGpuThatDoesNotWork() throws Exception {
        DeviceChoice choice = chooser(driver.gpus(), true).choose(DeviceSpec.of(Kind.AUTO));

        assertThat(choice.cpuAfterFailure("no kernel image").sentence())
                .isEqualTo("Computing on the CPU: the GPU that was found does not work (no kernel image).");
        assertThat(choose(DeviceSpec.of(Kind.AUTO), true).device().isGpu()).isTrue();
    }
}
