package io.jenkins.trainmodel.trainer.learner;

/**
 * What is known of a learner before it learns.
 *
 * @param device such as {@code cpu} or {@code gpu0 (NVIDIA H100)}
 * @param parameters number of trainable parameters
 * @param flopPerSample floating point operations of a forward pass for one sample; backward costs about twice that
 * @param parameterBytes parameters and buffers
 * @param gradientBytes gradients
 * @param optimizerBytes optimizer state
 * @param activationBytesPerSample activations kept for the backward pass, estimated
 */
public record LearnerDescription(
        String device,
        long parameters,
        double flopPerSample,
        long parameterBytes,
        long gradientBytes,
        long optimizerBytes,
        long activationBytesPerSample) {}
