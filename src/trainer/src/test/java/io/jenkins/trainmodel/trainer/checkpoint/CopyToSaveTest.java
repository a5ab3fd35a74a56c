package io.jenkins.trainmodel.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyToSaveTest {
    private static final long GIBIBYTE = 1 << 30;
    private static final LearnedTensors COPY = LearnedTensors.of(List.of(), List.of());

    private static CopyToSave withMemory(long available) {
        return new CopyToSave(() -> new MachineMemory(20 * GIBIBYTE, available));
    }

    @Test
    void shouldCopyWhatLeavesRoomToOthers() {
        CopyToSave copies = withMemory(4 * GIBIBYTE);

        assertThat(copies.of(3 * GIBIBYTE, () -> COPY)).contains(COPY);
        assertThat(copies.problem()).isEmpty();
    }

    @Test
    void shouldSayWhyTrainingWaits() {
        CopyToSave copies = withMemory(4 * GIBIBYTE - 1);

        assertThat(copies.of(3 * GIBIBYTE, () -> COPY)).isEmpty();
        assertThat(copies.problem())
                .contains("training waits while a checkpoint is written, since there is no room in memory for a copy of"
                        + " 3 GiB; of the machine's 20 GiB, 4 GiB are available");
    }

    @Test
    void shouldLetTrainingWaitWhereACopyFailsAfterAll() {
        CopyToSave copies = withMemory(20 * GIBIBYTE);

        assertThat(copies.of(3 * GIBIBYTE, () -> {
                    throw new DeviceMemoryException("cpu has too little memory", new IllegalStateException());
                }))
                .isEmpty();
        assertThat(copies.problem()).isPresent();
    }
}
