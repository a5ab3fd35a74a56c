package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.learner.module.DeviceFailure;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.memory.MemoryCheck;
import io.jenkins.trainmodel.trainer.memory.Room;
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

    /**
     * Where there may be too little memory for a batch, one sentence.
     *
     * @param room what the device has, now that the learner is there
     */
    public Optional<String> memoryWarning(LearningSpec learning, Optional<Room> room) {
        return room.flatMap(memory -> new MemoryCheck(memory, account(learning)).warning());
    }

    /**
     * Looks whether a step can be tried here, and says in one sentence where it may want more than is available.
     *
     * @param room what the device has, before anything of the learner is there
     * @throws DeviceMemoryException where it takes more than there is, by reckoning
     */
    Optional<String> requireRoom(LearningSpec learning, Room room) {
        MemoryCheck check = new MemoryCheck(room, account(learning));
        DeviceFailure.require(device, check, check.shortageOfStep());
        return check.warningOfStep();
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
