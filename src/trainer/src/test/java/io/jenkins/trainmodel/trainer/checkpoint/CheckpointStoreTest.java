package io.jenkins.trainmodel.trainer.checkpoint;

import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.METRIC;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.optimizer;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.parameters;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.spec;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.MemoryTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.NonFiniteTensorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveBackExactlyWhatWasSaved() throws IOException {
        CheckpointState state = state(3, 0.75);
        open(3, 1).save(state, parameters(1.5f), optimizer());

        Checkpoint restored = open(3, 1).newest().orElseThrow();

        assertThat(restored.state()).isEqualTo(state);
        assertThat(restored.state().elapsedSeconds()).isEqualTo(0.1 + 0.2);
        assertThat(restored.state().metrics().get("validation/loss")).isNaN();
        assertThat(plain(restored.parameters())).containsExactlyInAnyOrderElementsOf(plain(parameters(1.5f)));
        assertThat(plain(restored.optimizerState())).containsExactlyInAnyOrderElementsOf(plain(optimizer()));
    }

    @Test
    void shouldSaveNothingThatIsNotFinite() throws IOException {
        CheckpointStore store = open(3, 1);
        store.save(state(1, 0.5), parameters(1), optimizer());
        List<NamedTensor> brokenMomentum = List.of(MemoryTensor.of("hidden.weight.momentum", List.of(1L), Float.NaN));
        List<NamedTensor> overflownSums = List.of(MemoryTensor.of("epoch.loss", List.of(1L), Float.POSITIVE_INFINITY));

        assertThatExceptionOfType(NonFiniteTensorException.class)
                .isThrownBy(() -> store.save(state(2, 0.6), parameters(Float.POSITIVE_INFINITY), optimizer()))
                .withMessageContaining("hidden.weight");
        assertThatExceptionOfType(NonFiniteTensorException.class)
                .isThrownBy(() -> store.save(state(2, 0.6), parameters(1), brokenMomentum))
                .withMessageContaining("hidden.weight.momentum");
        assertThat(list(new RunDirectory(folder).checkpoints())).containsExactly("000001");

        store.save(state(2, 0.6), parameters(1), overflownSums);
        assertThat(store.newest().orElseThrow().state().epoch()).isEqualTo(2);
    }

    @Test
    void shouldSayWhatItWrote() throws IOException {
        SavedCheckpoint saved = open(3, 1).save(state(1, 0.5), parameters(1), optimizer());

        assertThat(saved.checkpoint().name()).isEqualTo("000001");
        assertThat(saved.best()).isTrue();
        assertThat(saved.bytes()).isBetween(500L, 10_000L);
        assertThat(saved.seconds()).isPositive();
        assertThat(saved.removed()).isEmpty();
        assertThat(saved.warnings()).isEmpty();
        assertThat(list(saved.checkpoint().directory()))
                .containsExactly("manifest.json", "optimizer.safetensors", "parameters.safetensors", "state.json");
    }

    @Test
    void shouldKeepTheNewestAndTheBest() throws IOException {
        CheckpointStore store = open(2, 2);
        double[] accuracies = {0.5, 0.9, 0.7, 0.8, 0.6, 0.4};
        for (int epoch = 1; epoch <= accuracies.length; epoch++) {
            store.save(state(epoch, accuracies[epoch - 1]), parameters(epoch), optimizer());
        }

        assertThat(list(checkpoints())).containsExactly("000002", "000004", "000005", "000006");
        assertThat(store.best().orElseThrow().name()).isEqualTo("000002");
        assertThat(store.newest().orElseThrow().name()).isEqualTo("000006");
    }

    @Test
    void shouldNameWhatItRemovedAndNeverRemoveTheVeryBest() throws IOException {
        CheckpointStore store = open(1, 0);
        store.save(state(1, 0.9), parameters(1), optimizer());
        SavedCheckpoint second = store.save(state(2, 0.5), parameters(2), optimizer());
        SavedCheckpoint third = store.save(state(3, 0.6), parameters(3), optimizer());

        assertThat(second.removed()).isEmpty();
        assertThat(second.best()).isFalse();
        assertThat(third.removed()).containsExactly("000002");
        assertThat(list(checkpoints())).containsExactly("000001", "000003");
    }

    @Test
    void shouldNotCallACheckpointBestThatHoldsOtherParametersThanThoseMeasured() throws IOException {
        CheckpointStore store = open(5, 1);
        store.save(state(1, 0.5), parameters(1), optimizer());
        SavedCheckpoint within = store.save(state(1, 4, Map.of(METRIC, 0.5)), parameters(2), optimizer());

        assertThat(within.best()).isFalse();
        assertThat(store.best().orElseThrow().name()).isEqualTo("000001");
        assertThat(store.save(state(2, Double.NaN), parameters(3), optimizer()).best())
                .isFalse();
    }

    @Test
    void shouldTakeTheOneBeforeADamagedNewestAndKeepTheDamagedForPeople() throws IOException {
        CheckpointStore writing = open(3, 1);
        for (int epoch = 1; epoch <= 3; epoch++) {
            writing.save(state(epoch, epoch * 0.1), parameters(epoch), optimizer());
        }
        flip(checkpoints().resolve("000003").resolve("parameters.safetensors"), 200);
        Files.delete(checkpoints().resolve("000002").resolve("manifest.json"));

        CheckpointStore store = open(3, 1);

        assertThat(store.newest().orElseThrow().name()).isEqualTo("000001");
        assertThat(store.problems()).hasSize(2);
        assertThat(store.problems().get(0)).contains("000003", "parameters.safetensors", "000003.damaged");
        assertThat(list(checkpoints())).containsExactly("000001", "000002.damaged", "000003.damaged");
        assertThat(store.save(state(2, 0.2), parameters(2), optimizer())
                        .checkpoint()
                        .name())
                .as("the number of a damaged one is not used again")
                .isEqualTo("000004");
        assertThat(open(3, 1).problems()).isEmpty();
    }

    @Test
    void shouldTakeTheNextBestWhenTheBestIsDamaged() throws IOException {
        CheckpointStore store = open(3, 3);
        for (int epoch = 1; epoch <= 3; epoch++) {
            store.save(state(epoch, 1.0 / epoch), parameters(epoch), optimizer());
        }
        flip(checkpoints().resolve("000001").resolve("parameters.safetensors"), 200);

        assertThat(store.best().orElseThrow().name()).isEqualTo("000002");
        assertThat(store.problems()).singleElement().asString().contains("000001");
    }

    @Test
    void shouldClearAwayWhatACrashHasLeft() throws IOException {
        open(3, 1).save(state(1, 0.5), parameters(1), optimizer());
        Path torn = Files.createDirectory(checkpoints().resolve(".000002.123e4567-e89b-12d3-a456-426614174000.tmp"));
        Files.write(torn.resolve("parameters.safetensors"), new byte[100]);
        assertThat(DurableFiles.isTemporary(torn)).isTrue();

        CheckpointStore store = open(3, 1);

        assertThat(list(checkpoints())).containsExactly("000001");
        assertThat(store.newest().orElseThrow().name()).isEqualTo("000001");
    }

    @Test
    void shouldDetectEveryDamagedByteOfEveryFile() throws IOException {
        Path directory = open(3, 1)
                .save(state(1, 0.5), parameters(1), optimizer())
                .checkpoint()
                .directory();
        for (String name : list(directory)) {
            Path file = directory.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int position = 0; position < good.length; position++) {
                byte[] damaged = good.clone();
                damaged[position] ^= (byte) (1 << (position % 8));
                Files.write(file, damaged);
                assertThat(Checkpoint.verify(directory))
                        .as("byte %d of %s", position, name)
                        .isNotEmpty();
            }
            Files.write(file, good);
        }
        assertThat(Checkpoint.verify(directory)).isEmpty();
    }

    @Test
    void shouldDetectEveryFileThatIsCutOff() throws IOException {
        Path directory = open(3, 1)
                .save(state(1, 0.5), parameters(1), optimizer())
                .checkpoint()
                .directory();
        for (String name : list(directory)) {
            Path file = directory.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int length = 0; length < good.length; length += 7) {
                Files.write(file, Arrays.copyOf(good, length));
                assertThat(Checkpoint.verify(directory))
                        .as("%s cut to %d bytes", name, length)
                        .isNotEmpty();
            }
            Files.write(file, good);
        }
    }

    @Test
    void shouldRefuseToPassOverAWholeCheckpointOfAnotherVersion() throws IOException {
        Path directory = open(3, 1)
                .save(state(1, 0.5), parameters(1), optimizer())
                .checkpoint()
                .directory();
        Path file = directory.resolve("state.json");
        Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 2"));
        Manifest.write(directory);

        assertThatThrownBy(() -> open(3, 1))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("resume with the version that wrote it");
    }

    @Test
    void shouldPassOverFieldsOfTheFuture() throws IOException {
        Path directory = open(3, 1)
                .save(state(1, 0.5), parameters(1), optimizer())
                .checkpoint()
                .directory();
        Path file = directory.resolve("state.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"invented\": {\"later\": [1]},"));
        Manifest.write(directory);

        assertThat(open(3, 1).newest().orElseThrow().state()).isEqualTo(state(1, 0.5));
    }

    @Test
    void shouldSaveEvenWhenItsThreadIsInterrupted() throws IOException {
        CheckpointStore store = open(3, 1);

        Thread.currentThread().interrupt();
        SavedCheckpoint saved = store.save(state(1, 0.5), parameters(1), optimizer());

        assertThat(Thread.interrupted()).as("the interruption is not swallowed").isTrue();
        assertThat(Checkpoint.verify(saved.checkpoint().directory())).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhenATensorCannotBeRead() throws IOException {
        CheckpointStore store = open(3, 1);
        store.save(state(1, 0.5), parameters(1), optimizer());
        MemoryTensor twice = MemoryTensor.scalar("step", 1);

        assertThatThrownBy(() -> store.save(state(2, 0.6), parameters(1), List.of(twice, twice)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(list(checkpoints())).containsExactly("000001");
    }

    private CheckpointStore open(int keep, int keepBest) throws CheckpointException {
        return CheckpointStore.open(new RunDirectory(folder), spec(keep, keepBest));
    }

    private Path checkpoints() {
        return new RunDirectory(folder).checkpoints();
    }

    private static void flip(Path file, int position) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[position] ^= 1;
        Files.write(file, content);
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<List<Object>> plain(List<? extends NamedTensor> tensors) {
        return tensors.stream()
                .map(tensor -> List.<Object>of(tensor.name(), tensor.type(), tensor.shape(), tensor.data()))
                .toList();
    }
}
