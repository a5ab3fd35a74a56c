package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model packages that others have changed, and one that nobody has. */
class VerifyIT {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder run;

    @BeforeAll
    static void train() throws Exception {
        run = new RunFolder(shared.resolve("run"));
        Path spec = Specifications.resumable(shared, 1);
        CommandHere.run(
                        "run",
                        spec,
                        "--out",
                        run.root(),
                        "--set",
                        "training.labelSmoothing=0.1",
                        "--set",
                        "training.classWeights=balanced")
                .exitsWith(0);
    }

    @Test
    void shouldCompareTheLossOfBothFilesAndSayWhichIsWhich() throws Exception {
        JsonNode result = JsonMapper.builder()
                .build()
                .readTree(CommandHere.run("verify", run.root(), "--json")
                        .exitsWith(0)
                        .out());

        List<String> checked = new ArrayList<>();
        result.path("checks")
                .forEach(check -> checked.add(
                        check.path("file").asText() + " " + check.path("metric").asText()));
        assertThat(checked)
                .containsExactlyInAnyOrder(
                        "parameters.safetensors validation/accuracy",
                        "parameters.safetensors validation/loss",
                        "model.pt validation/accuracy",
                        "model.pt validation/loss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.pt", "parameters.safetensors", "training.json"})
    void shouldSayInOneSentenceWhatIsNoModelThoughItsManifestFits(String file) throws Exception {
        Path model = copy();
        for (String garbage : List.of("garbage", "{}", "")) {
            Files.writeString(model.resolve(file), garbage);
            Manifest.write(model);

            Result result = CommandHere.run("verify", model).exitsWith(11);

            assertThat(result.out()).contains("is not what it should be:");
            assertThat(result.out().strip().lines()).hasSize(2);
            assertThat(result.out() + result.err())
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception")
                    .doesNotContain("REDACTED");
        }
    }

    @Test
    void shouldFindATensorThatIsNotFinite() throws Exception {
        Path model = copy();
        Path parameters = model.resolve("parameters.safetensors");
        byte[] bytes = Files.readAllBytes(parameters);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - Float.BYTES, Float.NaN);
        Files.write(parameters, bytes);
        Manifest.write(model);

        assertThat(CommandHere.run("verify", model).exitsWith(11).out())
                .containsPattern("the tensor \\S+ is no longer finite \\(1 of its ");
    }

    private Path copy() throws IOException {
        Path copy = folder.resolve("model");
        try (Stream<Path> files = Files.walk(run.names().model())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(run.names().model().relativize(file)));
            }
        }
        return copy;
    }
}
