package io.jenkins.trainmodel.trainer.checkpoint;

import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the copy from which a checkpoint is written while training goes on, where there is room. */
public final class CopyToSave {
    private final Supplier<MachineMemory> memory;
    private Optional<String> problem = Optional.empty();

    public CopyToSave() {
        this(MachineMemory::now);
    }

    CopyToSave(Supplier<MachineMemory> memory) {
        this.memory = memory;
    }

    /**
     * A copy; empty where training is to wait while the tensors themselves are written.
     *
     * @param bytes of all tensors
     * @param copy makes it
     */
    public Optional<LearnedTensors> of(long bytes, Supplier<LearnedTensors> copy) {
        MachineMemory now = memory.get();
        if (now.hasRoomFor(bytes)) {
            try {
                return Optional.of(copy.get());
            } catch (DeviceMemoryException noRoom) {
                // the machine has promised more than it had: as where it says so
            }
        }
        problem = Optional.of(
                "training waits while a checkpoint is written, since there is no room in memory for a copy of %s; %s"
                        .formatted(Quantity.bytes(bytes), now.words()));
        return Optional.empty();
    }

    /** Why training has to wait, where it has; in words. */
    public Optional<String> problem() {
        return problem;
    }
}
