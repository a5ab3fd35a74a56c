package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.EngineProcess.Run;
import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import io.jenkins.trainmodel.trainer.nvidia.FakeNvml;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaims;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A libtorch for CUDA in fresh processes, where nothing computes on a GPU. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CudaProcessTest {
    private static final String PRODUCT = "product 256.0";

    @TempDir
    Path temporary;

    /** Leaves the user's cache filled. */
    @BeforeAll
    static void fillCache() {
        assertThat(TestEngine.load().device().isGpu()).isFalse();
    }

    /** What a CUDA build has besides needs the driver, so nothing of it may be loaded. */
    @Test
    void shouldComputeOnTheCpuWithALibtorchForCudaAndNoDriver() throws Exception {
        Path given = CachedEngine.forCuda(temporary);
        Map<String, String> environment =
                Map.of("TRAIN_MODEL_LIBTORCH", given.toString(), "PATH", temporary.toString());

        assertThat(start("CPU", environment).output())
                .contains("libtorch: " + given + ", CUDA")
                .contains(PRODUCT);
        assertThat(start("AUTO", environment).output())
                .contains("deviceChoice: Computing on the CPU: there is no NVIDIA driver")
                .contains(PRODUCT);
    }

    /** As far as a GPU can be had without one: its driver is made up, and CUDA does not compute. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTakeAGpuAndGiveItBackWhereItDoesNotCompute() throws Exception {
        FakeNvml.compile(temporary, "IDLE");
        String locks = temporary.resolve("locks").toString();
        Map<String, String> environment = Map.of(
                "TRAIN_MODEL_LIBTORCH",
                CachedEngine.forCuda(temporary).toString(),
                "TRAIN_MODEL_GPU_LOCKS",
                locks,
                "LD_LIBRARY_PATH",
                temporary.toString(),
                "CUDA_VISIBLE_DEVICES",
                "GPU-aaaa");
        Gpu gpu = new Gpu(0, "NVIDIA L4", "570.86.15", "GPU-aaaa0000", "8.9", 24_000_000_000L);
        GpuClaims others = GpuClaims.ofMachine(Map.of("TRAIN_MODEL_GPU_LOCKS", locks), FakeDriver.of(0));

        assertThat(start("AUTO", environment).output())
                .contains("deviceChoice: Computing on the CPU: the GPU that was found does not work")
                .contains(PRODUCT);
        assertThat(start("GPU", environment).output()).contains("its first operation on gpu(0) failed");
        try (GpuClaim held = others.take(List.of(gpu), false)) {
            assertThat(start("AUTO", environment).output())
                    .contains("waiting for a GPU: GPU 0 (NVIDIA L4) is held by another training (process "
                            + ProcessHandle.current().pid() + ")")
                    .contains("Computing on the CPU: GPU 0 (NVIDIA L4) is held by another training")
                    .contains(PRODUCT);
            assertThat(held.note()).as("those before have ended").isEmpty();
        }
    }

    private Run start(String arguments, Map<String, String> environment) throws Exception {
        Path output = Files.createTempFile(temporary, "output", ".txt");
        Path repository = TestEngine.buildsMaven().localRepository().orElseThrow();
        return EngineProcess.launch(arguments, environment, repository, output).await();
    }
}
