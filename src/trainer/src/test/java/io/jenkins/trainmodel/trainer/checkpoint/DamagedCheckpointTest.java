package io.jenkins.trainmodel.trainer.checkpoint;

import static io.jenkins.trainmodel.disk.Listing.names;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.optimizer;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.parameters;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.spec;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that crashes, disks or another version have left. */
class DamagedCheckpointTest {
    @TempDir
    Path folder;

    @Test
    void shouldTakeTheOneBeforeADamagedNewestAndKeepTheDamagedForPeople() throws IOException {
        CheckpointStore writing = open(3, 1);
        for (int epoch = 1; epoch <= 3; epoch++) {
            writing.save(state(epoch, epoch * 0.1), LearnedTensors.of(parameters(epoch), optimizer()));
        }
        flip(checkpoints().resolve("000003").resolve("parameters.safetensors"), 200);
        Files.delete(checkpoints().resolve("000002").resolve("manifest.json"));

        CheckpointStore store = open(3, 1);

        assertThat(store.newest().orElseThrow().name()).isEqualTo("000001");
        assertThat(store.problems()).hasSize(2);
        assertThat(store.problems().get(0)).contains("000003", "parameters.safetensors", "000003.damaged");
        assertThat(names(checkpoints())).containsExactly("000001", "000002.damaged", "000003.damaged");
        assertThat(store.save(state(2, 0.2), LearnedTensors.of(parameters(2), optimizer()))
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
            store.save(state(epoch, 1.0 / epoch), LearnedTensors.of(parameters(epoch), optimizer()));
        }
        flip(checkpoints().resolve("000001").resolve("parameters.safetensors"), 200);

        assertThat(store.best().orElseThrow().name()).isEqualTo("000002");
        assertThat(store.problems()).singleElement().asString().contains("000001");
    }

    @Test
    void shouldClearAwayWhatACrashHasLeft() throws IOException {
        open(3, 1).save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()));
        Path torn = Files.createDirectory(checkpoints().resolve(".000002.123e4567-e89b-12d3-a456-426614174000.tmp"));
        Files.write(torn.resolve("parameters.safetensors"), new byte[100]);
        assertThat(DurableFiles.isTemporary(torn)).isTrue();

        CheckpointStore store = open(3, 1);

        assertThat(names(checkpoints())).containsExactly("000001");
        assertThat(store.newest().orElseThrow().name()).isEqualTo("000001");
    }

    @Test
    void shouldDetectEveryDamagedByteOfEveryFile() throws IOException {
        Path directory = saveOne();
        for (String name : names(directory)) {
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
        Path directory = saveOne();
        for (String name : names(directory)) {
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
        Path directory = saveOne();
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
        Path directory = saveOne();
        Path file = directory.resolve("state.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"invented\": {\"later\": [1]},"));
        Manifest.write(directory);

        assertThat(open(3, 1).newest().orElseThrow().state()).isEqualTo(state(1, 0.5));
    }

    /** The directory of a checkpoint of the first epoch. */
    private Path saveOne() throws IOException {
        return open(3, 1)
                .save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()))
                .checkpoint()
                .directory();
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
}
