package io.jenkins.trainmodel.trainer.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All checks of a GPU, by their script: in the profile {@code gpu}, see docs/engine.md. */
class GpuCheck {
    private static final Path FOLDER = Path.of("target", "gpu");

    @Test
    void shouldComputeOnAGpuAsOnTheCpu() throws Exception {
        Files.createDirectories(FOLDER);

        CheckScript checks = CheckScript.run(
                FOLDER.resolve("check.log"),
                List.of(
                        "--device",
                        System.getProperty("gpu.device"),
                        "--python",
                        System.getProperty("gpu.python"),
                        "--minutes",
                        System.getProperty("gpu.minutes")));

        System.out.println(checks.said());
        assumeThat(checks.exitCode()).as("there is a GPU").isNotEqualTo(CheckScript.NO_GPU);
        assertThat(checks.exitCode())
                .as("target/gpu/result/gpu-check.jsonl tells which steps failed")
                .isZero();
    }
}
