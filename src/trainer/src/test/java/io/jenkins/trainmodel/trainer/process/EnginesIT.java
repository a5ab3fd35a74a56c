package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.FakeNvml;
import io.jenkins.trainmodel.trainer.nvidia.NvmlDriver;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a machine without a GPU says of its engines, and what it says of GPUs that a library makes up. */
class EnginesIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void wantNoGpu() {
        assumeThat(new NvmlDriver(MachinePlatform.current()).gpus().usable())
                .as("a machine with a GPU")
                .isFalse();
    }

    private static JsonNode json(Result result) throws Exception {
        return new ObjectMapper().readTree(result.out());
    }

    private static Result run(Map<String, String> environment, Object... arguments) throws Exception {
        return TrainerProcess.start(builder -> builder.environment().putAll(environment), arguments)
                .await();
    }

    @Test
    void shouldListEnginesAndSayWhatWouldBeTaken() throws Exception {
        Result words = TrainerProcess.run("engines").exitsWith(0);
        JsonNode json = json(TrainerProcess.run("engines", "--json").exitsWith(0));

        assertThat(words.out())
                .contains("No GPU: there is no NVIDIA driver")
                .contains("* libtorch "
                        + json.path("engines").path(0).path("version").asText())
                .contains("Computing on the CPU: there is no NVIDIA driver");
        assertThat(json.path("gpus")).isEmpty();
        assertThat(json.path("engines").findValuesAsText("origin")).contains("cpu_cache");
        assertThat(json.path("choice").asText()).startsWith("Computing on the CPU");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldListGpusOfTheDriver() throws Exception {
        FakeNvml.compile(folder);
        Map<String, String> environment = Map.of(
                "LD_LIBRARY_PATH",
                folder.toString(),
                "TRAIN_MODEL_GPU_LOCKS",
                folder.resolve("locks").toString());

        JsonNode json = json(run(environment, "engines", "--json").exitsWith(0));
        Result words = run(environment, "engines").exitsWith(0);

        assertThat(json.path("gpus").findValuesAsText("identifier"))
                .containsExactly("GPU-aaaa0000", "MIG-cccc0000", "MIG-cccc0002");
        assertThat(words.out())
                .contains("GPU 0: NVIDIA L4, ")
                .contains("driver 570.86.15, GPU-aaaa0000: GPU 0 (NVIDIA L4) is in use: process 4711")
                .contains("the libtorch in use is a CPU build");
    }

    @Test
    void shouldTrainTenStepsOnTheCpu() throws Exception {
        JsonNode json = json(TrainerProcess.run("engines", "check", "--json").exitsWith(0));

        JsonNode cpu = json.path("devices").path(0);
        assertThat(json.path("devices")).hasSize(1);
        assertThat(cpu.path("device").asText()).isEqualTo("cpu");
        assertThat(cpu.path("problem").asText()).isEmpty();
        assertThat(cpu.path("millisecondsPerStep").asDouble()).isPositive();
        assertThat(TrainerProcess.run("engines", "check").exitsWith(0).out()).contains("ms a step");
    }

    @Test
    void shouldSayWhyAGpuCannotBeTried() throws Exception {
        Result result = TrainerProcess.run("engines", "check", "--gpu", "0").exitsWith(2);

        assertThat(result.out()).startsWith("gpu:0: The specification asks for a GPU, and there is none to use");
    }

    @Test
    void shouldSayWhyACommandCannotHaveItsGpu() throws Exception {
        assertThat(TrainerProcess.run("profile", "--device", "gpu:2")
                        .exitsWith(2)
                        .err())
                .contains("there is none to use");
        assertThat(TrainerProcess.run("profile", "--device", "cuda")
                        .exitsWith(2)
                        .err())
                .contains("--device: found cuda; allowed: auto, cpu, gpu, gpu:0, gpu:1, …");
    }

    @Test
    void shouldFillTheCache() throws Exception {
        Path cache = folder.resolve("cache");

        Result result = run(Map.of("TRAIN_MODEL_CACHE", cache.toString()), "engines", "install")
                .exitsWith(0);

        assertThat(result.out()).contains(cache.toString()).contains("is ready");
        assertThat(cache.resolve("jni")).isDirectory();
        assertThat(json(run(Map.of("TRAIN_MODEL_CACHE", cache.toString()), "engines", "--json"))
                        .path("engines")
                        .findValuesAsText("problem"))
                .contains("");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSayWhatAMirrorDoesNotHave() throws Exception {
        Path settings = Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>unreachable</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:9/</url></mirror></mirrors></settings>");

        Result result = run(Map.of("TRAIN_MODEL_MAVEN_SETTINGS", settings.toString()), "engines", "install", "--cuda")
                .exitsWith(2);

        assertThat(result.err())
                .contains("org.bytedeco:pytorch:2.7.1-1.5.12:jar:linux-x86_64-gpu")
                .contains("org.bytedeco:cuda-redist-cudnn:12.9-9.10-1.5.12:jar:linux-x86_64")
                .contains("mvn dependency:get")
                .contains("TRAIN_MODEL_LIBTORCH");
    }
}
