package io.jenkins.trainmodel.trainer.collective;

/**
 * Values of float32 in memory of a GPU, one behind the other.
 *
 * @param address of the first
 * @param count how many
 * @param stream of CUDA in which they are computed; 0: the default one
 */
public record DeviceFloats(long address, long count, long stream) {}
