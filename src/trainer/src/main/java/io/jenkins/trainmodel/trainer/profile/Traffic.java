package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.trainer.learner.LearnerDescription;

/**
 * Bytes that a training moves at the least, each time that it reads or writes them, if nothing but a batch stays in caches.
 *
 * @param learner whose tensors are moved
 * @param samplesInBatch samples that are computed together
 * @param batchesInStep batches whose gradients are added up
 */
record Traffic(LearnerDescription learner, int samplesInBatch, int batchesInStep) {

    /**
     * Of the memory that computes: a batch reads all parameters on both ways, writes the gradients and, where they are added up, reads
     * them; its activations are written and read. A step reads and writes parameters and the optimizer's state, and reads gradients.
     */
    double computing(long samples) {
        double batches = (double) samples / samplesInBatch;
        double added = batchesInStep > 1 ? 2 : 1;
        double perBatch = 2.0 * learner.parameterBytes() + added * learner.gradientBytes();
        double perStep = 2.0 * learner.parameterBytes() + learner.gradientBytes() + 2.0 * learner.optimizerBytes();
        return batches * perBatch
                + batches / batchesInStep * perStep
                + 2.0 * learner.activationBytesPerSample() * samples;
    }

    /** Of the host's memory, for batches: they are written and read. */
    double batches(long samples) {
        return 2 * transferred(samples);
    }

    /** On the way to a device. */
    double transferred(long samples) {
        return (double) learner.batchBytesPerSample() * samples;
    }
}
