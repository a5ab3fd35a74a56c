package io.jenkins.trainmodel.trainer.modelpackage;

import static io.jenkins.trainmodel.disk.Listing.names;
import static io.jenkins.trainmodel.trainer.modelpackage.PackageSamples.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages as they are written, replaced and read; and damaged ones. */
class ModelPackageTest {
    private static final ModelPackageWriter.Check UNCHECKED = written -> {};

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void placePackage() {
        model = folder.resolve("model");
    }

    @Test
    void shouldWriteAllPartsAndReadThemBack() throws IOException {
        ModelPackageWriter.write(model, content(1.5f), UNCHECKED);

        ModelPackage opened = ModelPackage.open(model);

        assertThat(names(model))
                .containsExactly(
                        "README.md",
                        "architecture.json",
                        "manifest.json",
                        "metrics.csv",
                        "model.pt",
                        "optimizer.safetensors",
                        "parameters.safetensors",
                        "report.html",
                        "training.json");
        assertThat(opened.training()).isEqualTo(content(1.5f).training());
        assertThat(opened.parameters()).extracting(NamedTensor::name).containsExactlyInAnyOrder("0.weight", "0.bias");
        assertThat(opened.optimizerState()).extracting(NamedTensor::name).containsExactly("step");
        assertThat(opened.architecture()).isEqualTo("{\"format\": 1}\n");
        assertThat(opened.script()).hasBinaryContent(new byte[] {80, 75, 3, 4});
        assertThat(names(folder)).containsExactly("model");
    }

    @Test
    void shouldLeaveOutAStateThatNothingCouldGoOnWith() throws IOException {
        ModelPackageContent whole = content(1);
        ModelPackageContent merged = new ModelPackageContent(
                whole.parameters(),
                List.of(),
                whole.script(),
                whole.ownBlock(),
                whole.architecture(),
                whole.training(),
                whole.metricsCsv(),
                whole.reportHtml(),
                whole.test(),
                whole.profile(),
                whole.tokenizer(),
                whole.huggingFace(),
                whole.onnx(),
                whole.adapter(),
                whole.code(),
                whole.shardBytes());

        ModelPackageWriter.write(model, merged, UNCHECKED);

        assertThat(names(model)).contains("parameters.safetensors").doesNotContain("optimizer.safetensors");
        assertThat(Files.readString(model.resolve("README.md"))).doesNotContain("optimizer.safetensors");
        assertThat(ModelPackage.verify(model)).isEmpty();
    }

    @Test
    void shouldHoldHowTextBecomesTokens() throws IOException {
        ModelPackageWriter.write(model, content(1, PackageSamples.ofText("character:abc")), UNCHECKED);

        assertThat(new Tokenizers(TestEngine.libraries()).read(model).encode("cab"))
                .containsExactly(2, 0, 1);
        assertThat(ModelPackage.open(model).training().data().signature().tokens())
                .isEqualTo("character:abc");
    }

    @Test
    void shouldReplaceAnOlderPackageByANewOne() throws IOException {
        ModelPackageWriter.write(model, content(1), UNCHECKED);

        ModelPackageWriter.write(model, content(2), UNCHECKED);

        assertThat(firstWeight()).isEqualTo(2);
        assertThat(names(folder)).containsExactly("model");
    }

    @Test
    void shouldKeepTheOlderPackageWhenTheNewOneDoesNotPassItsCheck() throws IOException {
        ModelPackageWriter.write(model, content(1), UNCHECKED);

        assertThatThrownBy(() -> ModelPackageWriter.write(model, content(2), written -> {
                    assertThat(written.parameters()).hasSize(2);
                    throw new ModelPackageException("accuracy is not what was recorded");
                }))
                .isInstanceOf(ModelPackageException.class)
                .hasMessage("accuracy is not what was recorded");

        assertThat(firstWeight()).isEqualTo(1);
        assertThat(names(folder)).containsExactly("model");
    }

    @Test
    void shouldKeepTheOlderPackageWhenTheNewOneCannotBeWritten() throws IOException {
        ModelPackageWriter.write(model, content(1), UNCHECKED);
        ModelPackageContent good = content(2);
        ModelPackageContent broken = new ModelPackageContent(
                good.parameters(),
                good.optimizerState(),
                Optional.of(out -> {
                    throw new IOException("No space left on device");
                }),
                good.ownBlock(),
                good.architecture(),
                good.training(),
                good.metricsCsv(),
                good.reportHtml(),
                good.test(),
                good.profile(),
                good.tokenizer(),
                good.huggingFace(),
                good.onnx(),
                good.adapter(),
                good.code(),
                good.shardBytes());

        assertThatThrownBy(() -> ModelPackageWriter.write(model, broken, UNCHECKED))
                .isInstanceOf(ModelPackageException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("make room");

        assertThat(firstWeight()).isEqualTo(1);
    }

    @Test
    void shouldNeverLoseBothPackagesInACrashBetweenTheRenames() throws IOException {
        ModelPackageWriter.write(model, content(1), UNCHECKED);
        // what a crash leaves after the old was moved away and before the new has its name
        Files.move(model, folder.resolve(".model.123e4567-e89b-12d3-a456-426614174000.old"));

        DurableFiles.recover(folder);

        assertThat(firstWeight()).isEqualTo(1);
    }

    @Test
    void shouldDetectDamagedBytesAndCutsOfEveryFile() throws IOException {
        ModelPackageWriter.write(model, content(1), UNCHECKED);
        for (String name : names(model)) {
            Path file = model.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int position = 0; position < good.length; position += 41) {
                byte[] damaged = good.clone();
                damaged[position] ^= (byte) (1 << (position % 8));
                Files.write(file, damaged);
                assertThat(ModelPackage.verify(model))
                        .as("byte %d of %s", position, name)
                        .isNotEmpty();
                Files.write(file, Arrays.copyOf(good, position));
                assertThat(ModelPackage.verify(model))
                        .as("%s cut to %d", name, position)
                        .isNotEmpty();
            }
            Files.write(file, good);
        }
        assertThat(ModelPackage.verify(model)).isEmpty();
    }

    @Test
    void shouldSayEverythingThatIsWrongWithAPackage() throws IOException {
        ModelPackageWriter.write(model, content(1), UNCHECKED);
        Files.delete(model.resolve("metrics.csv"));
        Files.writeString(model.resolve("extra.txt"), "mine");

        assertThatThrownBy(() -> ModelPackage.open(model))
                .isInstanceOf(ModelPackageException.class)
                .hasMessageContaining("metrics.csv is missing")
                .hasMessageContaining("extra.txt is not in the manifest");
        assertThatThrownBy(() -> ModelPackage.open(folder.resolve("nowhere"))).hasMessageContaining("no directory");
    }

    @Test
    void shouldRefusePackagesOfOtherVersionsAndOfOtherThings() throws IOException {
        ModelPackageWriter.write(model, content(1), UNCHECKED);
        rewrite("training.json", "\"version\" : 1", "\"version\" : 9");
        assertThatThrownBy(() -> ModelPackage.open(model)).hasMessageContaining("version 9");
        rewrite("training.json", "\"version\" : 9", "\"version\" : 1, \"version\" : 1");
        assertThatThrownBy(() -> ModelPackage.open(model)).hasMessageContaining("`version` stands there twice");
        Files.writeString(model.resolve("training.json"), "[".repeat(10_000));
        Manifest.write(model);
        assertThatThrownBy(() -> ModelPackage.open(model)).hasMessageContaining("nested more deeply");
        Files.delete(model.resolve("training.json"));
        Manifest.write(model);
        assertThatThrownBy(() -> ModelPackage.open(model)).hasMessageContaining("it has no training.json");
    }

    @Test
    void shouldCompareMetricsWithWhatWasRecorded() {
        List<MetricCheck> checks = MetricCheck.of(
                "model.pt",
                Map.of("validation/loss", 0.25, "validation/f1", Double.NaN, "train/loss", 1.0),
                Map.of("validation/loss", 0.2500001, "validation/f1", Double.NaN));

        assertThat(checks).extracting(MetricCheck::metric).containsExactly("validation/f1", "validation/loss");
        assertThat(checks).allMatch(check -> check.agrees(1e-5));
        assertThat(checks.get(0).agrees(0)).isTrue();
        assertThat(checks.get(1).agrees(0)).isFalse();
        assertThat(new MetricCheck("model.pt", "validation/loss", 0.25, Double.NaN).agrees(1e-5))
                .isFalse();
    }

    private float firstWeight() throws IOException {
        return ModelPackage.open(model).parameters().stream()
                .filter(tensor -> tensor.name().equals("0.weight"))
                .findFirst()
                .orElseThrow()
                .data()
                .getFloat(0);
    }

    private void rewrite(String name, String from, String to) throws IOException {
        Path file = model.resolve(name);
        Files.writeString(file, Files.readString(file).replaceFirst(from, to));
        Manifest.write(model);
    }
}
