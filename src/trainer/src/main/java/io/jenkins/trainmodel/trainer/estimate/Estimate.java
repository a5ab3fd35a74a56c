package io.jenkins.trainmodel.trainer.estimate;

import java.util.Optional;

/**
 * What a run will cost, from a few measured steps.
 *
 * @param device where it was measured, for people
 * @param stepsPerEpoch optimizer steps in an epoch
 * @param plannedEpochs the epochs that the rules allow at most
 * @param step one optimizer step
 * @param epoch one epoch, validation included, checkpoints not
 * @param total the whole run; shorter where {@code maxDuration} ends it earlier
 * @param parameters trainable parameters
 * @param flopPerStep floating point operations of a step, forward and backward
 * @param flopPerSecond achieved
 * @param samplesPerSecond achieved
 */
public record Estimate(
        String device,
        long stepsPerEpoch,
        Optional<Integer> plannedEpochs,
        Timing step,
        Timing epoch,
        Optional<Timing> total,
        long parameters,
        double flopPerStep,
        double flopPerSecond,
        double samplesPerSecond,
        Memory memory,
        Disk disk) {

    /** Bytes on the device while training; activations for one batch. */
    public record Memory(long parameters, long gradients, long optimizerState, long activations) {
        public long total() {
            return parameters + gradients + optimizerState + activations;
        }
    }

    /**
     * Bytes on disk.
     *
     * @param checkpoint one checkpoint
     * @param checkpoints all that retention keeps at once, and the one being written
     * @param modelPackage parameters twice (safetensors and TorchScript) and the optimizer's state
     */
    public record Disk(long checkpoint, long checkpoints, long modelPackage) {}
}
