package io.jenkins.trainmodel.trainer.checkpoint;

import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the copy from which a checkpoint is written while training goes on, where that is worth it and there is room. */
public final class CopyToSave {
    /** What is smaller is on the disk as soon as a copy would be made and a thread begun. */
    private static final long WORTHWHILE_BYTES = 1 << 20;

    private final Supplier<MachineMemory> memory;
    private Optional<String> problem = Optional.empty();

    public CopyToSave() {
        this(MachineMemory::now);
    }

    CopyToSave(Supplier<MachineMemory> memory) {
        this.memory = memory;
    }

    /** Bytes of memory that copies of so many bytes take while they are written. */
    public static long bytesFor(long learned) {
        return learned < WORTHWHILE_BYTES ? 0 : learned;
    }

    /**
     * A copy; empty where training is to wait while the tensors themselves are written.
     *
     * @param bytes of all tensors
     * @param copy makes it
     */
    public Optional<LearnedTensors> of(long bytes, Supplier<LearnedTensors> copy) {
        if (bytesFor(bytes) == 0) {
            return Optional.empty();
        }
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
