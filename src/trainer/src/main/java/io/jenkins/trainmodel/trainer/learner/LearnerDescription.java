package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.memory.MemoryCheck;
import java.util.Optional;

/**
 * What is known of a learner before it learns.
 *
 * @param device such as {@code cpu} or {@code gpu0 (NVIDIA H100)}
 * @param parameters number of trainable parameters of the network
 * @param trained how many numbers are trained: fewer where some are frozen, and those of adapters among them
 * @param flopPerSample floating point operations of a forward pass for one sample
 * @param trainingFlopPerSample the same forward and backward
 * @param parameterBytes parameters and buffers
 * @param gradientBytes gradients
 * @param optimizerBytes optimizer state
 * @param activationBytesPerSample activations kept for the backward pass, estimated
 * @param checkpointedBytesPerSample the same where blocks keep their inputs alone
 * @param batchBytesPerSample features and labels
 */
public record LearnerDescription(
        String device,
        long parameters,
        long trained,
        double flopPerSample,
        double trainingFlopPerSample,
        long parameterBytes,
        long gradientBytes,
        long optimizerBytes,
        long activationBytesPerSample,
        long checkpointedBytesPerSample,
        long batchBytesPerSample) {
    private static final String GPU = "gpu";

    /** Where the machine may have too little memory for a batch, one sentence; a GPU says so itself. */
    public Optional<String> memoryWarning(LearningSpec learning) {
        return device.startsWith(GPU)
                ? Optional.empty()
                : MemoryCheck.now(account(learning)).warning();
    }

    /**
     * Looks whether a step can be tried here.
     *
     * @throws DeviceMemoryException where it takes more than the machine has, by reckoning
     */
    void requireRoom(LearningSpec learning) {
        if (!device.startsWith(GPU)) {
            MemoryCheck check = MemoryCheck.now(account(learning));
            DeviceFailure.require(device, check, check.shortageOfStep());
        }
    }

    /** What a training holds of the device's memory. */
    public MemoryAccount account(LearningSpec learning) {
        return new MemoryAccount(
                parameterBytes,
                gradientBytes,
                optimizerBytes,
                new MemoryAccount.Activations(activationBytesPerSample, checkpointedBytesPerSample),
                batchBytesPerSample * learning.batchSize(),
                new MemoryAccount.Step(
                        learning.batchSize(),
                        learning.accumulate().orElse(0),
                        learning.precision() != Precision.BFLOAT16));
    }
}
