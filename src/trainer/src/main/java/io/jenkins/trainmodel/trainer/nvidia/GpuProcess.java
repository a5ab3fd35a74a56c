package io.jenkins.trainmodel.trainer.nvidia;

/**
 * A process that computes on a GPU.
 *
 * @param number the system's number of it; in a container the host's, which may be nobody there
 * @param memory bytes of the GPU's memory that it holds; 0 where the driver does not tell it
 */
public record GpuProcess(int number, long memory) {}
