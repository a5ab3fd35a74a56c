package io.jenkins.trainmodel.trainer.checkpoint;

import static io.jenkins.trainmodel.disk.Listing.names;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.optimizer;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.parameters;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.spec;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.disk.MountedDisk;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        try (MountedDisk disk = MountedDisk.mountOrSkip(folder.resolve("disk"), "size=256k")) {
            fillAndGoOn(new RunDirectory(disk.directory()));
        }
    }

    private static void fillAndGoOn(RunDirectory directory) throws IOException {
        CheckpointStore store = CheckpointStore.open(directory, spec(3, 1));
        store.save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()));
        List<NamedTensor> large = List.of(HostTensor.of("large", List.of(65_536L), new float[65_536]));

        assertThatThrownBy(() -> store.save(state(2, 0.6), LearnedTensors.of(large, optimizer())))
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
        assertThat(store.save(state(2, 0.6), LearnedTensors.of(parameters(2), optimizer()))
                        .checkpoint()
                        .name())
                .isEqualTo("000002");
    }
}
