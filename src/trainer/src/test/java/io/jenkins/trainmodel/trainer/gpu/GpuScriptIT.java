package io.jenkins.trainmodel.trainer.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.NvmlDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of the checks of a GPU, where there is none. */
@EnabledOnOs(OS.LINUX)
class GpuScriptIT {
    @TempDir
    private Path folder;

    private CheckScript script(String... arguments) throws Exception {
        return CheckScript.run(folder.resolve("log"), List.of(arguments));
    }

    private List<JsonNode> lines() throws Exception {
        JsonMapper json = new JsonMapper();
        return Files.readAllLines(folder.resolve("gpu-check.jsonl")).stream()
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (Exception e) {
                        throw new IllegalStateException(line, e);
                    }
                })
                .toList();
    }

    @Test
    void shouldSayThatThereIsNoGpu() throws Exception {
        assumeThat(new NvmlDriver(MachinePlatform.current()).gpus().usable())
                .as("a machine with a GPU")
                .isFalse();

        CheckScript said = script("--out", folder.toString());

        assertThat(said.exitCode()).isEqualTo(CheckScript.NO_GPU);
        assertThat(said.said()).contains("skipped: there is no GPU to try the trainer on");
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0).at("/result/problem").asText()).contains("driver");
    }

    @Test
    void shouldWriteEveryStepAtOnceAsALineOfJson() throws Exception {
        CheckScript said = script(
                "--device", "cpu", "--python", "no-such-python", "--only", "engines", "--out", folder.toString());

        assertThat(said.exitCode()).as(said.said()).isZero();
        JsonNode engines = lines().stream()
                .filter(line -> line.path("step").asText().equals("engines"))
                .findFirst()
                .orElseThrow();
        assertThat(engines.path("exitCode").asInt(-1)).isZero();
        assertThat(engines.path("timedOut").asBoolean(true)).isFalse();
        assertThat(engines.at("/result/choice").asText()).isNotEmpty();
        assertThat(lines()).extracting(line -> line.path("skipped").asText()).contains("no Python has a torch");
    }

    @Test
    void shouldSayHowItIsUsed() throws Exception {
        CheckScript said = script("--help");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.said()).contains("check.sh [--device gpu|cpu]");
    }
}
