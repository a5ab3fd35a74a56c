package io.jenkins.trainmodel.trainer.checkpoint;

import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.optimizer;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.parameters;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.spec;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.MemoryTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKeepTheOlderCheckpointsAndSayWhatToDo() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()))
                .as("a small file system can be mounted (needs root)")
                .isZero();
        try {
            fillAndGoOn(new RunDirectory(disk));
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static void fillAndGoOn(RunDirectory directory) throws IOException {
        CheckpointStore store = CheckpointStore.open(directory, spec(3, 1));
        store.save(state(1, 0.5), parameters(1), optimizer());
        List<NamedTensor> large = List.of(MemoryTensor.of("large", List.of(65_536L), new float[65_536]));

        assertThatThrownBy(() -> store.save(state(2, 0.6), large, optimizer()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("it needs about 262176 bytes")
                .hasMessageContaining("make room");

        assertThat(names(directory.checkpoints())).containsExactly("000001");
        assertThat(CheckpointStore.open(directory, spec(3, 1))
                        .newest()
                        .orElseThrow()
                        .state())
                .isEqualTo(state(1, 0.5));
        assertThat(store.save(state(2, 0.6), parameters(2), optimizer())
                        .checkpoint()
                        .name())
                .isEqualTo("000002");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static int run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException notInstalled) {
            return -1;
        }
    }
}
