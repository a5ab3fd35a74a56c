package io.jenkins.trainmodel.trainer.batchsize;

import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import io.jenkins.trainmodel.trainer.memory.ProcessMemory;
import java.util.function.IntToDoubleFunction;

/**
 * Room on a CPU. An operating system promises more memory than it has, and ends the process that wants it; so what batches take
 * is reckoned first, and corrected by what those before them have taken.
 */
final class MachineRoom implements BatchRoom {
    /** The share of what is available that a training may take: others want some, and validation and checkpoints as well. */
    private static final double SHARE = 0.7;

    private final double budget;
    private final double before;
    private final IntToDoubleFunction reckoned;
    private double correction = 1;

    /**
     * @param replicas processes that share the machine
     * @param reckoned bytes that the training of one of them holds with batches of so many samples
     */
    MachineRoom(MachineMemory machine, int replicas, double before, IntToDoubleFunction reckoned) {
        this.budget = SHARE * machine.available() / replicas;
        this.before = before;
        this.reckoned = reckoned;
    }

    static MachineRoom now(int replicas, IntToDoubleFunction reckoned) {
        return new MachineRoom(
                MachineMemory.now(), replicas, ProcessMemory.peak().orElse(0), reckoned);
    }

    @Override
    public boolean has(int samples) {
        return correction * reckoned.applyAsDouble(samples) <= budget;
    }

    @Override
    public void tried(int samples) {
        ProcessMemory.peak().ifPresent(peak -> took(samples, peak));
    }

    /** Until now the process has held so many bytes at most. */
    void took(int samples, double peak) {
        correction = Math.max(1, (peak - before) / reckoned.applyAsDouble(samples));
    }
}
